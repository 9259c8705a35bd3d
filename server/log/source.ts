import type { Told } from './event-record.ts';
import type { TimedEvent } from './timed-event.ts';

/** What a source had to tell. Everything up to `upTo` (µs on the log's clock) is in this or an earlier drain. */
export type Drained = { events: readonly Told[]; upTo: number };

/**
 * Who tells events: the browsers, a lab, a process elsewhere. Its requests and its calls of a store have names that no
 * other source of the log gives: see `qualified`.
 */
export type Source = {
  readonly id: string;
  /** Rejects when the source has ended and has nothing left to tell. */
  drain(): Promise<Drained>;
};

/** Store calls of one source of a log are counted from a multiple of this on. */
export const callsPerSource = 2 ** 32;

/** The events of a source that counts its requests and calls for itself, as if it knew of the others. */
export function qualified(
  event: TimedEvent,
  { id, firstCall }: { id: string; firstCall: number },
): TimedEvent {
  const named = 'request' in event && event.request !== null ? { request: `${id}-${event.request}` } : {};
  const counted = 'call' in event ? { call: event.call + firstCall } : {};
  return Object.assign({ ...event }, named, counted);
}

/** One round trip: when it was asked and answered here, and what the other's clock said between. All in µs. */
export type Ping = { asked: number; theirs: number; answered: number };

/**
 * What is to be added to the other's times, in µs: the answer is taken to lie in the middle of the round trip, as NTP
 * does (RFC 5905, section 8), and the shortest trip counts, since it can be wrong by half of itself at most.
 */
export async function alignClock(ping: () => Promise<Ping>, pings = 8): Promise<number> {
  let shortest = Number.POSITIVE_INFINITY;
  let offset = 0;
  for (let count = 0; count < pings; count++) {
    const { asked, theirs, answered } = await ping();
    if (answered - asked >= shortest) continue;
    shortest = answered - asked;
    offset = Math.round((asked + answered) / 2 - theirs);
  }
  return offset;
}
