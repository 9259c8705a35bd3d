import type { HeldRunSettings } from '../held/held-run.ts';
import { runSerially, type Schedule } from '../held/run-schedule.ts';
import type { SerialBounds } from './anomaly.ts';
import type { OutcomeTable } from './outcome-table.ts';
import { sessionsLeft } from './sessions-left.ts';

/** What the orders of one request after the other give: the measure of every other outcome. */
export type Oracle = {
  /** Serial outcomes by their numbers in the table, each with an order that gives it. */
  orders: ReadonlyMap<number, Schedule>;
  bounds: SerialBounds;
};

/** Runs every order of the requests, like ones only once. */
export async function consultOracle(
  settings: HeldRunSettings,
  table: OutcomeTable,
  groups: readonly number[][],
): Promise<Oracle> {
  const orders = new Map<number, Schedule>();
  const begun = new Map<string, number>();
  const stores = new Set<string>();
  let orphans = 0;
  for (const order of ordersOf(groups)) {
    const { trace, ending } = await runSerially(settings, order);
    const outcome = table.numberOf(ending);
    if (!orders.has(outcome)) orders.set(outcome, order);
    stores.add(table.stores[outcome] ?? '');
    const left = sessionsLeft(trace, ending, settings.opening);
    for (const [browser, sids] of left.begun) {
      begun.set(browser, Math.max(begun.get(browser) ?? 0, sids.length));
    }
    orphans = Math.max(orphans, left.orphans.length);
  }
  return { orders, bounds: { begun, orphans, stores } };
}

/** Every order of the places; of like ones, only that in which they come as they are listed. */
function* ordersOf(groups: readonly number[][], order: Schedule = []): Generator<Schedule> {
  let isWhole = true;
  for (const group of groups) {
    const next = group.find((place) => !order.includes(place));
    if (next === undefined) continue;
    isWhole = false;
    yield* ordersOf(groups, [...order, next]);
  }
  if (isWhole) yield order;
}
