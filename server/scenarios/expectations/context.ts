import type { LogEvent } from '../../contract/events/events.ts';
import type { Amount } from '../../contract/scenario/expectations.ts';
import type { ExpectationResult } from '../../contract/scenario/results.ts';
import type { Replayed } from '../run/replay.ts';

/** What an expectation is held against. `ids`: the log's request for each id of the file. `now`: ms on the lab's clock. */
export type CheckContext = { world: Replayed; ids: ReadonlyMap<string, string>; now: number };

/** Whether it holds, what was seen in words, and the seq of the log event at which. */
export type Seen = Pick<ExpectationResult, 'holds' | 'seen' | 'event'>;

export type EventOf<Type extends LogEvent['type']> = LogEvent & { type: Type };

/** The events of the request that has this id in the file; `login.1` is where its redirect led. */
export const eventsOf = (context: CheckContext, id: string): readonly LogEvent[] =>
  context.world.requests.get(requestOf(context, id)) ?? [];

/** The log's name of a request. */
export function requestOf({ ids }: CheckContext, id: string): string {
  const [, root, hop] = /^(.+)(\.\d+)$/.exec(id) ?? [];
  const known = ids.get(id);
  if (known !== undefined || root === undefined) return known ?? id;
  return `${ids.get(root) ?? root}${hop}`;
}

export function lastOf<Type extends LogEvent['type']>(
  events: readonly LogEvent[],
  type: Type,
): EventOf<Type> | undefined {
  const isWanted = (event: LogEvent): event is EventOf<Type> => event.type === type;
  return events.filter(isWanted).at(-1);
}

/** How a request went, where nothing else is to be said of it. */
export function endInWords(events: readonly LogEvent[]): string {
  if (events.length === 0) return 'it was never sent';
  const failed = lastOf(events, 'send-failed');
  if (failed !== undefined) return `it failed: ${failed.message}`;
  const received = lastOf(events, 'received');
  if (received !== undefined) return `it was answered with status ${received.status}`;
  if (lastOf(events, 'aborted') !== undefined)
    return 'its connection closed before the response was finished';
  const where =
    lastOf(events, 'arrived') === undefined ? ', and has not arrived' : ', and has no whole answer';
  return `it is still under way${where}`;
}

/** A value as JSON on one line, cut to a readable length. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

export function isWithin(count: number, amount: Amount): boolean {
  if (typeof amount === 'number') return count === amount;
  const { min = 0, max = Number.POSITIVE_INFINITY } = amount;
  return count >= min && count <= max;
}

/** `2`, `at least 2`, `at most 5`, `2 to 5`. */
export function amountInWords(amount: Amount): string {
  if (typeof amount === 'number') return String(amount);
  const { min, max } = amount;
  if (min === undefined) return `at most ${max}`;
  return max === undefined ? `at least ${min}` : `${min} to ${max}`;
}
