import { createHash } from 'node:crypto';
import type { PartOf } from '../contract/races/race-parts.ts';
import { problemError } from '../words/problems.ts';
import { differs } from './behaviours/learner.ts';
import type { Counted, Example } from './count/counted.ts';
import { enumerate } from './enumerate.ts';
import { beginAnew } from './held/begin-anew.ts';
import { type Held, stepName } from './held/held-request.ts';
import { type Ending, HeldRun, type HeldRunSettings } from './held/held-run.ts';
import type { Schedule, TraceStep } from './held/schedule.ts';
import type { SerialBounds } from './outcomes/anomaly.ts';
import { OutcomeTable } from './outcomes/outcome-table.ts';
import type { Oracle } from './outcomes/serial.ts';
import { sessionsLeft } from './outcomes/sessions-left.ts';

/** Schedules that are run at most: each of them whole. */
const mostSchedules = 5_000;
/** Beginnings, for each part, that a race is divided by. */
const beginningsPerPart = 8;

export type RunAllSettings = HeldRunSettings & {
  cookies: ReadonlyArray<string | null>;
  signal?: AbortSignal | undefined;
  /** Only the schedules of a part. */
  part?: PartOf | undefined;
  onRun?: ((schedules: number) => void) | undefined;
  /** Where requests may wait for another: told of each that does. */
  onWait?: ((place: number) => void) | undefined;
};

type Ran = { schedule: Schedule; outcome: number };

/**
 * Explores requests that share something beside the store, which can be set back: every schedule is run whole, and what
 * it leaves is taken as it is. Throws ProblemError where there are too many, or where one does not end the same again.
 */
export async function runAll(
  settings: RunAllSettings,
): Promise<{ table: OutcomeTable; counted: Counted; oracle: Oracle }> {
  const table = new OutcomeTable(settings.initialState, []);
  const runs: Ran[] = [];
  const onSchedule = (schedule: Schedule, ending: Ending) => {
    runs.push({ schedule, outcome: table.numberOf(ending) });
    settings.onRun?.(runs.length);
  };
  const part = dividedBy(settings);
  const { onWait } = settings;
  // Who has no step is found before: it is let in at once.
  const before = onWait === undefined ? null : await runInTurn(settings, table);
  const running = {
    ...settings,
    ...(before !== null && onWait !== undefined && { waiting: { onWait, stepless: before.stepless } }),
  };
  const { isWhole, beginnings } = await enumerate({ ...running, part, max: mostSchedules }, onSchedule);
  if (!isWhole) throw problemError('too-many-to-run', 'requests', { most: mostSchedules });
  const oracle = before ?? (await runInTurn(settings, table));
  const counted = countedOf({ ...running, steps: part?.steps ?? 0 }, table, runs, oracle);
  if (part === undefined) return { table, oracle, counted };
  const digest = createHash('sha256')
    .update(JSON.stringify(['runs', ...beginnings]))
    .digest('base64url');
  const serial = runs.filter(({ outcome }) => oracle.orders.has(outcome));
  const hopeful = [...new Set(serial.flatMap(({ schedule }) => beginningsOf(schedule, part.steps)))];
  return { table, oracle, counted: { ...counted, division: { digest, hopeful } } };
}

/** So many steps that they can be made in ways enough for all parts. */
function dividedBy({ part, initialState }: RunAllSettings): (PartOf & { steps: number }) | undefined {
  if (part === undefined) return undefined;
  const steps = Math.log(beginningsPerPart * part.of) / Math.log(initialState.raceRequests.length);
  return { ...part, steps: Math.ceil(steps) };
}

/** A schedule's beginnings of so many steps and fewer. */
const beginningsOf = (schedule: Schedule, steps: number): string[] =>
  Array.from({ length: Math.min(steps, schedule.length) + 1 }, (_, count) => schedule.slice(0, count).join());

function countedOf(
  settings: RunAllSettings & { steps: number },
  table: OutcomeTable,
  runs: readonly Ran[],
  oracle: Oracle,
): Counted {
  const total = BigInt(runs.length);
  const under = (beginning: Schedule) =>
    runs.filter(({ schedule }) => beginning.every((place, at) => schedule[at] === place));
  return {
    total,
    distinct: total,
    alike: 1n,
    isExact: true,
    states: runs.length,
    outcomes: tally(runs),
    example: async (outcome): Promise<Example> => {
      const [first] = runs
        .filter((run) => run.outcome === outcome)
        .toSorted((a, b) => a.schedule.length - b.schedule.length);
      if (first === undefined) throw new Error(`No schedule ends in outcome ${outcome}.`);
      const { schedule } = first;
      const { trace, ending } = await runAgain(settings, table, first);
      const isDoomed = (steps: number) =>
        !under(schedule.slice(0, steps)).some((run) => oracle.orders.has(run.outcome));
      const { steps } = settings;
      const doomed = schedule.findIndex((_, at) => at + 1 >= steps && isDoomed(at + 1));
      const way = settings.part && { way: beginningsOf(schedule, steps) };
      return { schedule, trace, ending, doomedAt: doomed === -1 ? null : doomed, ...way };
    },
    reach: async (beginning) => tally(under(beginning)),
  };
}

function tally(runs: readonly Ran[]): Map<number, bigint> {
  const outcomes = new Map<number, bigint>();
  for (const { outcome } of runs) outcomes.set(outcome, (outcomes.get(outcome) ?? 0n) + 1n);
  return outcomes;
}

/** Runs a schedule once more, and looks at the store around each step. */
async function runAgain(settings: RunAllSettings, table: OutcomeTable, { schedule, outcome }: Ran) {
  const run = new HeldRun(settings, settings.cookies);
  await run.begin();
  const trace: TraceStep[] = [];
  for (const place of schedule) {
    const held = await run.held(place);
    if (held !== undefined) trace.push(await tracedStep(settings, run, place, held));
    else if (run.heldRequests[place]?.isOver) run.receiveAll(place);
    else throw problemError('shares-something', 'requests', {});
  }
  const ending = await run.ending();
  if (table.numberOf(ending) !== outcome) {
    const place = schedule.at(-1) ?? 0;
    const heldRequest = run.heldRequests[place];
    const raceRequest = settings.initialState.raceRequests[place];
    if (heldRequest === undefined || raceRequest === undefined)
      throw problemError('shares-something', 'requests', {});
    throw differs(raceRequest, heldRequest);
  }
  return { trace, ending };
}

async function tracedStep(
  { lab }: RunAllSettings,
  run: HeldRun,
  place: number,
  held: Held,
): Promise<TraceStep> {
  const { kind, sid, text } = held;
  const content = async () => (sid === null ? null : ((await lab.store.snapshot())[sid] ?? null));
  const before = await content();
  await run.step(place);
  return { place, kind, name: stepName(held), sid, text, before, after: await content() };
}

/** Runs the requests one after the other, in every order, each sent with the jar as it then is. */
export async function runInTurn(
  settings: RunAllSettings,
  table: OutcomeTable,
): Promise<Oracle & { stepless: ReadonlySet<number> }> {
  const { initialState, signal } = settings;
  const orders = new Map<number, Schedule>();
  const begun = new Map<string, number>();
  const stepless = new Set(initialState.raceRequests.map(({ index }) => index));
  let orphans = 0;
  for (const order of ordersOf(initialState.raceRequests.map(({ index }) => index))) {
    signal?.throwIfAborted();
    const run = new HeldRun(settings, 'from-jar');
    await beginAnew(settings);
    const trace: TraceStep[] = [];
    for (const place of order) {
      for (let held = await run.held(place); held !== undefined; held = await run.held(place)) {
        stepless.delete(place);
        trace.push(await tracedStep(settings, run, place, held));
      }
      run.receiveAll(place);
    }
    const ending = await run.ending();
    const outcome = table.numberOf(ending);
    if (!orders.has(outcome)) orders.set(outcome, order);
    const left = sessionsLeft(trace, ending, initialState);
    orphans = Math.max(orphans, left.orphans.length);
    for (const [browser, sids] of left.begun)
      begun.set(browser, Math.max(begun.get(browser) ?? 0, sids.length));
  }
  const bounds: SerialBounds = { begun, orphans };
  return { orders, bounds, stepless };
}

function ordersOf(places: readonly number[]): Schedule[] {
  if (places.length < 2) return [places];
  return places.flatMap((first) =>
    ordersOf(places.filter((place) => place !== first)).map((rest) => [first, ...rest]),
  );
}
