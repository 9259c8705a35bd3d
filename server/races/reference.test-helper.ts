import type { RaceSpec } from '../contract/races/races.ts';
import { enumerate } from './enumerate.ts';
import { explore } from './explore.ts';
import { createHeldLab, currentHeldRequest } from './held/held-lab.ts';
import { pin } from './held/pins.ts';
import type { Schedule } from './held/schedule.ts';
import { createStepDeadline } from './held/step-deadline.ts';

const now = Date.UTC(2026, 0, 1);

/** Counts a race, and runs all of its schedules whole; what each says of every outcome. Null where they are more. */
export async function comparison(spec: RaceSpec, most = 40_000n) {
  const unpin = pin(now, currentHeldRequest);
  const stepDeadline = createStepDeadline(5000);
  try {
    const explored = await explore(spec, { max: 1_000_000, mostOutcomes: 1000, now, stepDeadline });
    const { initialState, cookies, table, counted } = explored;
    if (counted.total > most) return null;
    const run = new Map<number, bigint>();
    const schedules: Schedule[] = [];
    await enumerate(
      { initialState, cookies, stepDeadline, lab: await createHeldLab(initialState) },
      (schedule, ending) => {
        const outcome = table.numberOf(ending);
        run.set(outcome, (run.get(outcome) ?? 0n) + 1n);
        schedules.push(schedule);
      },
    );
    await initialState.labStore.close();
    return {
      counted: inOrder([...counted.outcomes]),
      run: inOrder([...run]),
      total: counted.total,
      formula: formula(schedules),
    };
  } finally {
    stepDeadline.close();
    unpin();
  }
}

const inOrder = (counts: Array<[number, bigint]>) => counts.sort(([a], [b]) => a - b);

/** (a + b + …)! / (a! b! …) for requests of a, b, … steps; null where their numbers are not always the same. */
function formula(schedules: readonly Schedule[]): bigint | null {
  const steps = new Set(schedules.map((schedule) => JSON.stringify(stepsOf(schedule))));
  const [only, ...others] = steps;
  if (only === undefined || others.length > 0) return null;
  const counts: number[] = JSON.parse(only);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((product, count) => product / factorial(count), factorial(all));
}

function stepsOf(schedule: Schedule): number[] {
  const counts: number[] = [];
  for (const place of schedule) counts[place] = (counts[place] ?? 0) + 1;
  return [...counts].map((count) => count ?? 0);
}

const factorial = (count: number): bigint => (count < 2 ? 1n : BigInt(count) * factorial(count - 1));
