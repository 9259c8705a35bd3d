import type { EventBody, LogEvent } from '../contract/events/events.ts';
import { requestOf, type TimedEvent } from './timed-event.ts';

type About = {
  readonly type: EventBody['type'];
  readonly request: string | null;
  /** µs since the log's start; once it is logged, it never falls. */
  readonly at: number;
  /** Its place in the log; -1 before it is logged. */
  readonly seq: number;
};

/** An event as it was told: as an object, or as JSON that begins and ends there. */
type Content =
  | { readonly event: TimedEvent }
  | { readonly bytes: Buffer; readonly from: number; readonly to: number };

/**
 * An event as it travels: what order, merge and horizon need, and its text. Who only passes it on never parses it; who
 * looks inside a logged one parses it once for all.
 */
export class EventRecord implements About {
  readonly type: EventBody['type'];
  readonly request: string | null;
  readonly at: number;
  readonly seq: number;
  readonly #content: Content;
  #logged: LogEvent | null = null;

  constructor({ type, request, at, seq }: About, content: Content) {
    this.type = type;
    this.request = request;
    this.at = at;
    this.seq = seq;
    this.#content = content;
  }

  /** The same event at its place in a log. */
  placed(seq: number, at: number): EventRecord {
    return new EventRecord({ type: this.type, request: this.request, at, seq }, this.#content);
  }

  /** The event as it was told. */
  event(): TimedEvent {
    return 'event' in this.#content ? this.#content.event : JSON.parse(this.text());
  }

  /** The event as it is logged: the same object each time. */
  logged(): LogEvent {
    this.#logged ??= this.parsed();
    return this.#logged;
  }

  /** The same for who takes it along: it is not kept here. */
  parsed(): LogEvent {
    return this.#logged ?? { ...this.event(), seq: this.seq, at: this.at };
  }

  /** JSON of the event as it was told. */
  text(): string {
    const content = this.#content;
    if ('event' in content) return JSON.stringify(content.event);
    return content.bytes.toString('utf8', content.from, content.to);
  }
}

/** What sources tell: an event as it was made, or as it came from another thread. */
export type Told = TimedEvent | EventRecord;

export const recordOf = (told: Told): EventRecord =>
  told instanceof EventRecord
    ? told
    : new EventRecord({ type: told.type, request: requestOf(told), at: told.at, seq: -1 }, { event: told });
