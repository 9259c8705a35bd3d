import { type ProblemError, problemError } from '../words/problems.ts';
import { differs, isSameStep } from './behaviours/learner.ts';
import type { Counted } from './count/counted.ts';
import type { TransitionSystem } from './count/transition-system.ts';
import { Walk, walkOn, walkPlaces } from './count/walk.ts';
import { enumerate } from './enumerate.ts';
import { type Ending, HeldRun, type HeldRunSettings } from './held/held-run.ts';
import type { Schedule } from './held/schedule.ts';
import { seededRandom } from './held/seeded-random.ts';
import type { OutcomeTable } from './outcomes/outcome-table.ts';

/** Up to so many schedules, all are run, unless they are those of a part. */
const runAllTo = 300;
/** Of more, so many examples, and so many that chance draws from a fixed seed. */
const mostExamples = 100;
const drawn = 100;

export type VerifySettings = HeldRunSettings & {
  cookies: ReadonlyArray<string | null>;
  system: TransitionSystem;
  table: OutcomeTable;
  counted: Counted;
  signal?: AbortSignal | undefined;
};

/**
 * Runs schedules whole on the real lab: each must do, and leave, what was counted. Returns how many, and how many of
 * them chance has drawn, which are the same in each part. Throws ProblemError where one does not: then requests share
 * something that the store does not hold.
 */
export async function verify(settings: VerifySettings): Promise<{ verified: number; drawn: number }> {
  const { counted, system, initialState, signal } = settings;
  const isSmall = counted.isExact && counted.total <= BigInt(runAllTo);
  if (isSmall && counted.division === undefined) return { verified: await verifyAll(settings), drawn: 0 };
  const frequent = [...counted.outcomes].sort(([, a], [, b]) => (a < b ? 1 : -1)).slice(0, mostExamples);
  for (const [outcome] of frequent) {
    signal?.throwIfAborted();
    await runChecked(settings, (await counted.example(outcome)).schedule);
  }
  const draw = seededRandom('verify');
  for (let i = 0; i < drawn; i += 1) {
    signal?.throwIfAborted();
    await runChecked(settings, (await walkOn(new Walk(system, initialState), draw)).schedule);
  }
  return { verified: frequent.length + drawn, drawn };
}

async function verifyAll(settings: VerifySettings): Promise<number> {
  const { system, initialState, table, counted } = settings;
  const ends: Array<{ schedule: Schedule; ending: Ending }> = [];
  await enumerate(settings, (schedule, ending) => ends.push({ schedule, ending }));
  const seen = new Map<number, bigint>();
  for (const { schedule, ending } of ends) {
    const walk = await walkPlaces(system, initialState, schedule).catch(() => null);
    const outcome = table.numberOf(ending);
    const isSame = walk !== null && isOver(walk) && table.numberOf(system.ending(walk.position)) === outcome;
    // Run again, step by step, to tell which request it was.
    if (!isSame) await runChecked(settings, schedule);
    seen.set(outcome, (seen.get(outcome) ?? 0n) + 1n);
  }
  for (const [outcome, schedules] of counted.outcomes) {
    if (seen.get(outcome) !== schedules) throw sharesSomething();
  }
  return ends.length;
}

async function runChecked(settings: VerifySettings, schedule: Schedule): Promise<void> {
  const { system, initialState, table, cookies } = settings;
  const walk = await walkPlaces(system, initialState, schedule);
  const { trace, position } = walk;
  const run = new HeldRun(settings, cookies);
  await run.begin();
  for (const [at, place] of schedule.entries()) {
    const held = await run.held(place);
    const expected = trace[at];
    const heldRequest = run.heldRequests[place];
    if (heldRequest === undefined || expected === undefined) throw sharesSomething();
    const isSame = held !== undefined && isSameStep(held, { ...held, ...expected });
    if (!isSame) throw differs(heldRequest.raceRequest, heldRequest);
    await run.step(place);
  }
  // It ends before it was told to: what the app answered hung on something else.
  if (!isOver(walk)) throw sharesSomething();
  const ending = await run.ending();
  const counted = system.ending(position);
  if (table.numberOf(ending) === table.numberOf(counted)) return;
  const other = initialState.raceRequests.find(
    ({ index }) => JSON.stringify(ending.responses[index]) !== JSON.stringify(counted.responses[index]),
  );
  const heldRequest = other && run.heldRequests[other.index];
  throw other && heldRequest ? differs(other, heldRequest) : sharesSomething();
}

const isOver = (walk: Walk): boolean => walk.choices().length === 0;

const sharesSomething = (): ProblemError => problemError('shares-something', 'requests', {});
