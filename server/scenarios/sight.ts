import type { ExpectationResult } from '../contract/results.ts';
import type { Expectation } from '../contract/scenario.ts';
import type { Replayed } from './replay.ts';

/** What an expectation is held against. `ids`: the log's request for each id of the file. `now`: ms on the lab's clock. */
export type Sight = { world: Replayed; ids: ReadonlyMap<string, string>; now: number };

/** `event`: the seq of the log event at which it was seen. */
export type Seen = Pick<ExpectationResult, 'holds' | 'expected' | 'seen' | 'event'>;

/** The kind of expectation that has a key: `ExpectationOf<'sessions'>`. */
export type ExpectationOf<Key extends PropertyKey> = Extract<Expectation, Record<Key, unknown>>;

/** A value as JSON on one line, cut to a readable length. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
