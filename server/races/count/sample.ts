import { seededRandom } from '../held/seeded-random.ts';
import { createYieldToEventLoop } from '../yield-to-event-loop.ts';
import type { Counted, CountSettings, Example } from './counted.ts';
import { Walk, walkOn } from './walk.ts';

/** Schedules that are drawn at most, and ms that it may take. */
const mostWalks = 2000;
const longest = 5000;

/** Where there are too many states to look at: some schedules, drawn by chance from a fixed seed, and what became of them. */
export async function sample(settings: CountSettings, states: number): Promise<Counted> {
  const { system, initialState, table, signal } = settings;
  const draw = seededRandom('sample');
  const outcomes = new Map<number, bigint>();
  const examples = new Map<number, Example>();
  const seen = new Set<string>();
  const yieldToEventLoop = createYieldToEventLoop(signal);
  const begun = performance.now();
  let walks = 0;
  while (walks < mostWalks && performance.now() - begun < longest) {
    await yieldToEventLoop();
    const { position, schedule, trace } = await walkOn(new Walk(system, initialState), draw);
    walks += 1;
    seen.add(schedule.join());
    const ending = system.ending(position);
    const outcome = table.numberOf(ending);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0n) + 1n);
    const known = examples.get(outcome);
    if (known === undefined || schedule.length < known.schedule.length) {
      examples.set(outcome, { schedule, trace, ending, doomedAt: null });
    }
  }
  return {
    total: BigInt(walks),
    distinct: BigInt(seen.size),
    alike: 1n,
    isExact: false,
    states,
    outcomes,
    example: async (outcome) => {
      const example = examples.get(outcome);
      if (example === undefined) throw new Error(`No schedule that was drawn ends in outcome ${outcome}.`);
      return example;
    },
    reach: async () => new Map(),
  };
}
