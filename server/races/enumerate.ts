import type { PartOf } from '../contract/races/race-parts.ts';
import { type Ending, HeldRun, type HeldRunSettings } from './held/held-run.ts';
import type { Schedule } from './held/schedule.ts';

export type EnumerateSettings = HeldRunSettings & {
  cookies: ReadonlyArray<string | null>;
  signal?: AbortSignal | undefined;
  /** Schedules at most. */
  max?: number;
  /** Only those that begin with each so-manieth beginning of so many steps. */
  part?: (Pick<PartOf, 'part' | 'of'> & { steps: number }) | undefined;
};

/**
 * Runs every schedule whole, on the real lab, each from the beginning: what the counter is held against. Which steps
 * there are is found by running: each run goes on from the last choice that had another way.
 */
export async function enumerate(
  settings: EnumerateSettings,
  onSchedule: (schedule: Schedule, ending: Ending) => void,
): Promise<{ schedules: number; isWhole: boolean; beginnings: string[] }> {
  const { max = Number.POSITIVE_INFINITY, signal, part = { part: 1, of: 1, steps: 0 } } = settings;
  const beginnings: string[] = [];
  let schedules = 0;
  let prefix: number[] | null = [];
  while (prefix !== null) {
    if (schedules >= max) return { schedules, isWhole: false, beginnings };
    signal?.throwIfAborted();
    const { schedule, untried, ending }: Ran = await runOn(settings, prefix);
    const beginning = schedule.slice(0, part.steps).join();
    if (beginning !== beginnings.at(-1)) beginnings.push(beginning);
    if ((beginnings.length - 1) % part.of === part.part - 1) {
      if (ending !== null) schedules += 1;
      if (ending !== null) onSchedule(schedule, ending);
      prefix = nextPrefix(schedule, untried);
    } else prefix = nextPrefix(schedule.slice(0, part.steps), untried.slice(0, part.steps));
  }
  return { schedules, isWhole: true, beginnings };
}

/** `untried`: at each step, the requests that could have moved instead and come later. */
type Ran = {
  schedule: number[];
  untried: number[][];
  /** null where its last request cannot move there, since it would wait for another. */
  ending: Ending | null;
};

/** Runs a beginning, and on from there always with the first request that can move. */
async function runOn(settings: EnumerateSettings, prefix: readonly number[]): Promise<Ran> {
  const run = new HeldRun(settings, settings.cookies);
  await run.begin();
  const schedule: number[] = [];
  const untried: number[][] = [];
  for (let choices = run.choices(); choices.length > 0; choices = run.choices()) {
    const place = prefix[schedule.length] ?? choices[0] ?? 0;
    untried.push(choices.filter((choice) => choice > place));
    schedule.push(place);
    if (await run.step(place)) continue;
    await run.drain();
    return { schedule, untried, ending: null };
  }
  return { schedule, untried, ending: await run.ending() };
}

function nextPrefix(schedule: readonly number[], untried: readonly number[][]): number[] | null {
  for (let at = schedule.length - 1; at >= 0; at -= 1) {
    const [next] = untried[at] ?? [];
    if (next !== undefined) return [...schedule.slice(0, at), next];
  }
  return null;
}
