import type { AppFor } from '../app/lab-app.ts';
import type { PartOf } from '../contract/races/race-parts.ts';
import type { RaceProgress, RaceResult, RaceSpec } from '../contract/races/races.ts';
import { answersInTurn } from '../contract/stores/store-kinds.ts';
import type { StoreDrivers } from '../stores/open-store.ts';
import { ProblemError, problemError } from '../words/problems.ts';
import { Learner, Singular } from './behaviours/learner.ts';
import { Nodes } from './behaviours/nodes.ts';
import { World } from './behaviours/world.ts';
import { count } from './count/count.ts';
import type { Counted } from './count/counted.ts';
import { outcomesInTurn } from './count/in-turn.ts';
import { TransitionSystem } from './count/transition-system.ts';
import type { HeldLabSettings } from './held/held-lab.ts';
import { type HeldRunSettings, WaitsForAnother } from './held/held-run.ts';
import type { StepDeadline } from './held/step-deadline.ts';
import { buildLab, type InitialState, type OpenSettings, open } from './initial-state.ts';
import { alikeGroups } from './outcomes/alike.ts';
import { OutcomeTable } from './outcomes/outcome-table.ts';
import { consultOracle, type Oracle } from './outcomes/serial.ts';
import { type BarePart, learnSingular, partIn } from './parts/part-in.ts';
import { createProgressTeller } from './progress.ts';
import { cookieFor } from './race-cookies.ts';
import { type Judged, judge } from './result.ts';
import { runAll, runInTurn } from './run-all.ts';
import { verify } from './verify.ts';

export type ExploreSettings = {
  /** States at most. */
  max: number;
  /** Only the schedules of a part. */
  part?: PartOf | undefined;
  /** Outcomes at most. */
  mostOutcomes: number;
  stepDeadline: StepDeadline;
  appFor?: AppFor | undefined;
  restart?: HeldLabSettings['restart'];
  cookieOf?: OpenSettings['cookieOf'];
  /** Whether a request may wait for another, as where the app lets them in one at a time. */
  mayWait?: boolean | undefined;
  /** Whether the app has a store of its own elsewhere, which may answer in any order. */
  hasOtherStore?: (() => boolean) | undefined;
  /** ms since 1970 at which the lab's clock stands. */
  now: number;
  drivers?: StoreDrivers | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: RaceProgress) => void) | undefined;
};

/** All that is known of a race once it was explored. */
export type Explored = {
  initialState: InitialState;
  /** The Cookie header that each request carries. */
  cookies: ReadonlyArray<string | null>;
  firsts: ReadonlyArray<string | null>;
  table: OutcomeTable;
  counted: Counted;
  /** What of it can come on the lab's store. */
  possible: Counted;
  judged: Judged;
  verified: number;
  /** Of a part that was counted whole. */
  part: BarePart | null;
  effort: RaceResult['effort'];
  /** The places of requests that waited for another. */
  waited: ReadonlySet<number>;
};

/** Throws ProblemError about what cannot be explored. */
export async function explore(spec: RaceSpec, settings: ExploreSettings): Promise<Explored> {
  const begun = performance.now();
  const { stepDeadline, now } = settings;
  const initialState = await open(spec, { startedAt: now, ...settings });
  try {
    const lab = await buildLab(initialState, 'lab');
    const waited = new Set<number>();
    const held: Held = {
      initialState,
      lab,
      stepDeadline,
      ...(settings.mayWait === true && { waiting: 'told' }),
      cookies: initialState.raceRequests.map((raceRequest) =>
        cookieFor(raceRequest, initialState.jars, initialState.now),
      ),
    };
    const explored = await exploreOrRunAll(held, settings).catch(async (error: unknown) => {
      if (!(error instanceof WaitsForAnother)) throw error;
      if (lab.restart === null) await checkInTurn(held);
      return exploreByRunning(held, settings, (place) => waited.add(place));
    });
    const effort = {
      requests: initialState.requests + lab.dispatched(),
      states: explored.counted.states,
      ms: Math.round(performance.now() - begun),
    };
    return { ...explored, initialState, cookies: held.cookies, effort, waited };
  } catch (error) {
    await initialState.labStore.close();
    throw error;
  }
}

/** Thrown where calls of the app's own may meet: what one answers may hang on those before it. */
class CallsMeet extends Error {}

/**
 * What requests share beside the store cannot be counted from what each does alone; where it can be set back, all is run.
 * So it is where held calls may meet: each of those orders is one of its own, and one that leaves another outcome when it
 * is run again is told.
 */
async function exploreOrRunAll(held: Held, settings: ExploreSettings) {
  try {
    return await exploreApart(held, settings);
  } catch (error) {
    if (error instanceof CallsMeet) {
      const explored = await exploreByRunning(held, settings);
      if (held.lab.restart === null) await checkInTurn(held);
      return explored;
    }
    const isShared =
      error instanceof ProblemError &&
      error.problems.some(({ code }) => code === 'not-the-same' || code === 'shares-something');
    if (!isShared || held.lab.restart === null) throw error;
    return exploreByRunning(held, settings);
  }
}

async function exploreByRunning(
  held: Held,
  { part, signal, onProgress }: ExploreSettings,
  onWait?: (place: number) => void,
) {
  const { initialState } = held;
  const begun = performance.now();
  const onRun = (schedules: number) =>
    onProgress?.({
      states: schedules,
      rate: (1000 * schedules) / (performance.now() - begun),
      done: 0,
      left: null,
    });
  const { table, oracle, counted } = await runAll({ ...held, part, signal, onRun, onWait });
  const judged = await judge({ counted, oracle, table, initialState, signal, onJudged: () => {} });
  const firsts = initialState.raceRequests.map(() => null);
  return {
    table,
    counted,
    possible: counted,
    judged,
    verified: Number(counted.total),
    part: partIn({ part, counted, judged, oracle, table, drawn: 0 }),
    firsts,
  };
}

type Held = HeldRunSettings & {
  cookies: ReadonlyArray<string | null>;
  /** What one request after the other leaves, by what each was found to do. */
  learned?: { oracle: Oracle; table: OutcomeTable };
};

/** What nothing sets back must not have changed since the requests were run first. */
async function checkInTurn(held: Held): Promise<void> {
  const { learned } = held;
  const expected = new Set(learned?.oracle.orders.keys());
  const ran = learned && (await runInTurn(held, learned.table)).orders;
  const isSame = ran?.size === expected.size && [...ran.keys()].every((outcome) => expected.has(outcome));
  if (!isSame) throw problemError('shares-something', 'requests', {});
}

/** Takes like requests as interchangeable, until they turn out not to be: then all of it is done anew with them apart. */
async function exploreApart(held: Held, settings: ExploreSettings) {
  const alike = alikeGroups(held.initialState.raceRequests, held.cookies);
  let groups = alike;
  for (;;) {
    try {
      return await exploreAs(held, settings, alike, groups);
    } catch (error) {
      if (!(error instanceof Singular)) throw error;
      groups = groups.flatMap((group) =>
        group.includes(error.place) ? group.map((place) => [place]) : [group],
      );
    }
  }
}

/** `alike`: requests that differ in nothing; `groups`: those that can be taken for each other. */
async function exploreAs(
  held: Held,
  settings: ExploreSettings,
  alike: readonly number[][],
  groups: readonly number[][],
) {
  const { initialState, cookies } = held;
  const { max, mostOutcomes, part, signal, onProgress } = settings;
  const nodes = new Nodes();
  const learner = new Learner(held, nodes, groups);
  const world = new World(initialState, nodes);
  const table = new OutcomeTable(initialState, alike);
  onProgress?.({ states: 0, rate: 0, done: 0, left: null });
  const system = await TransitionSystem.create({ initialState, cookies, groups, learner, world });
  const oracle = await consultOracle({ initialState, learner, world, table, groups: alike, signal });
  held.learned = { oracle, table };
  if (learner.doCallsMeet()) throw new CallsMeet();
  if (part !== undefined) await learnSingular(groups, system, learner);
  const { onLayer, onJudged } = createProgressTeller(system.slots, nodes, onProgress);
  const isSerial = (outcome: number) => oracle.orders.has(outcome);
  const counted = await count({
    system,
    initialState,
    table,
    max,
    mostOutcomes,
    part,
    signal,
    onLayer,
    groups: alike,
    isSerial,
  });
  if (learner.doCallsMeet()) throw new CallsMeet();
  const { verified, drawn } = await verify({ ...held, system, table, counted, signal });
  const possible = settings.hasOtherStore?.()
    ? counted
    : await possibleOf({ counted, system, table, initialState, signal });
  const judged = await judge({ counted: possible, oracle, table, initialState, signal, onJudged });
  return {
    table,
    counted,
    possible,
    judged,
    verified,
    part: partIn({ part, counted: possible, judged, oracle, table, drawn }),
    firsts: system.firsts(),
  };
}

/** What was counted, without the outcomes that the lab's store cannot leave by the way in which it answers. */
async function possibleOf(given: {
  counted: Counted;
  system: TransitionSystem;
  table: OutcomeTable;
  initialState: InitialState;
  signal: AbortSignal | undefined;
}): Promise<Counted> {
  const { counted, initialState } = given;
  if (!counted.isExact || !answersInTurn(initialState.config.store.kind)) return counted;
  const possible = await outcomesInTurn({ ...given, outcomes: counted.outcomes });
  if (possible === null) return counted;
  const outcomes = new Map([...counted.outcomes].filter(([outcome]) => possible.has(outcome)));
  const total = [...outcomes.values()].reduce((sum, one) => sum + one, 0n);
  return { ...counted, total, distinct: total / counted.alike, outOfOrder: counted.total - total, outcomes };
}
