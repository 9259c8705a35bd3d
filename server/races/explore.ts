import type { RaceProgress, RaceResult, RaceSpec, RaceStepKind } from '../contract/races.ts';
import { countByRunning } from './count/count-by-running.ts';
import type { Counted } from './count/counted.ts';
import { cookieFor } from './held/held-run.ts';
import type { Patience } from './held/patience.ts';
import { probe, runSchedule } from './held/run-schedule.ts';
import { buildLab, type Opening, open } from './opening.ts';
import { alikeGroups } from './outcomes/alike.ts';
import { OutcomeTable } from './outcomes/outcome-table.ts';
import { consultOracle } from './outcomes/serial.ts';
import { type Judged, judge } from './result.ts';

export type ExploreSettings = {
  max: number;
  patience: Patience;
  /** ms since 1970 at which the lab's clock stands. */
  now: number;
  signal?: AbortSignal;
  onProgress?: (progress: RaceProgress) => void;
};

/** All that is known of a race once it was explored. */
export type Explored = {
  opening: Opening;
  /** The Cookie header that each request carries. */
  cookies: ReadonlyArray<string | null>;
  firsts: ReadonlyArray<RaceStepKind | null>;
  counted: Counted;
  judged: Judged;
  verified: number;
  effort: RaceResult['effort'];
};

export async function explore(spec: RaceSpec, settings: ExploreSettings): Promise<Explored> {
  const begun = performance.now();
  const { patience, now, signal, max } = settings;
  const opening = await open(spec, now, patience);
  try {
    const lab = buildLab(opening, 'lab');
    const cookies = opening.racers.map((racer) => cookieFor(racer, opening.jars, opening.now));
    const groups = alikeGroups(opening.racers, cookies);
    const table = new OutcomeTable(opening, groups);
    const held = { opening, lab, patience };
    const firsts = await probe(held, cookies);
    const oracle = await consultOracle(held, table, groups);
    const running = { ...held, cookies, max, ...(signal && { signal }) };
    const counted = await countByRunning(running, table, groups, oracle);
    const judged = await judge({ counted, oracle, opening }, (example) =>
      runSchedule(held, cookies, example),
    );
    const effort = { requests: 0, states: counted.states, ms: Math.round(performance.now() - begun) };
    return { opening, cookies, firsts, counted, judged, verified: counted.states, effort };
  } catch (error) {
    opening.labStore.close();
    throw error;
  }
}
