import { enumerate } from '../enumerate.ts';
import type { HeldRunSettings } from '../held/held-run.ts';
import type { Schedule } from '../held/run-schedule.ts';
import type { OutcomeTable } from '../outcomes/outcome-table.ts';
import type { Oracle } from '../outcomes/serial.ts';
import type { Counted, CountedOutcome } from './counted.ts';

/** Counts by running every schedule. */
export async function countByRunning(
  settings: HeldRunSettings & { cookies: ReadonlyArray<string | null>; max?: number; signal?: AbortSignal },
  table: OutcomeTable,
  groups: readonly number[][],
  oracle: Oracle,
): Promise<Counted> {
  const outcomes = new Map<number, CountedOutcome>();
  const ends: Array<{ schedule: Schedule; outcome: number }> = [];
  const { schedules, isWhole } = await enumerate(settings, (schedule, ending) => {
    const outcome = table.numberOf(ending);
    ends.push({ schedule, outcome });
    const known = outcomes.get(outcome);
    if (known === undefined) outcomes.set(outcome, { schedules: 1n, example: schedule, doomedAt: null });
    else {
      known.schedules += 1n;
      if (isBetter(schedule, known.example)) known.example = schedule;
    }
  });
  const hopeful = new Set(
    ends.flatMap(({ schedule, outcome }) =>
      oracle.orders.has(outcome) ? schedule.map((_, at) => schedule.slice(0, at + 1).join()) : [],
    ),
  );
  for (const [outcome, counted] of outcomes) {
    if (oracle.orders.has(outcome)) continue;
    counted.doomedAt = counted.example.findIndex(
      (_, at) => !hopeful.has(counted.example.slice(0, at + 1).join()),
    );
  }
  const total = BigInt(schedules);
  const alike = groups.reduce((product, { length }) => product * factorial(length), 1n);
  const reach = (beginning: Schedule) => {
    const counts = new Map<number, bigint>();
    for (const { schedule, outcome } of ends) {
      if (beginning.some((place, at) => schedule[at] !== place)) continue;
      counts.set(outcome, (counts.get(outcome) ?? 0n) + 1n);
    }
    return counts;
  };
  const distinct = isWhole ? total / alike : total;
  return { total, distinct, isExact: isWhole, states: schedules, table, outcomes, reach };
}

/** The shorter; of equals the one that goes less from request to request. */
const isBetter = (one: Schedule, other: Schedule): boolean =>
  one.length === other.length ? switches(one) < switches(other) : one.length < other.length;

const switches = (schedule: Schedule): number =>
  schedule.filter((place, at) => at > 0 && place !== schedule[at - 1]).length;

export const factorial = (count: number): bigint => (count < 2 ? 1n : BigInt(count) * factorial(count - 1));
