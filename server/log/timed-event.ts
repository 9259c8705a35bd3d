import type { EventBody } from '../contract/events/events.ts';

/** An event before it is logged: µs since the log's start, no place in the log yet. */
export type TimedEvent = EventBody & { at: number };

/** The request that an event belongs to; null for one of the lab or of a browser alone. */
export const requestOf = (event: TimedEvent): string | null => ('request' in event ? event.request : null);
