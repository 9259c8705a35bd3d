import { createBreath } from '../breath.ts';
import { seededRandom } from '../held/seeded-random.ts';
import type { CountSettings } from './count.ts';
import type { Counted, CountedOutcome } from './counted.ts';
import { endingOf } from './graph.ts';
import { Walk, walkOn } from './walk.ts';

/** Schedules that are drawn at most, and ms that it may take. */
const mostWalks = 2000;
const longest = 5000;

/** Where there are too many states to look at: some schedules, drawn by chance from a fixed seed, and what became of them. */
export async function survey(settings: CountSettings, states: number): Promise<Counted> {
  const { rules, initialState, table, signal } = settings;
  const draw = seededRandom('survey');
  const outcomes = new Map<number, CountedOutcome>();
  const seen = new Set<string>();
  const breathe = createBreath(signal);
  const begun = performance.now();
  let walks = 0;
  while (walks < mostWalks && performance.now() - begun < longest) {
    await breathe();
    const { position, schedule, trace } = await walkOn(new Walk(rules, initialState), draw);
    walks += 1;
    seen.add(schedule.join());
    const ending = endingOf(position, rules);
    const outcome = table.numberOf(ending);
    const known = outcomes.get(outcome);
    if (known === undefined) {
      outcomes.set(outcome, { schedules: 1n, example: schedule, trace, ending, doomedAt: null });
      continue;
    }
    known.schedules += 1n;
    if (schedule.length < known.example.length)
      outcomes.set(outcome, { ...known, example: schedule, trace, ending });
  }
  return {
    total: BigInt(walks),
    distinct: BigInt(seen.size),
    isExact: false,
    states,
    outcomes,
    reach: async () => new Map(),
  };
}
