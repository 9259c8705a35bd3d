import type { EventBody, LogEvent } from '../contract/events/events.ts';
import { requestOf, type TimedEvent } from './timed-event.ts';

/** Bytes of a record beside its text. */
const overhead = 100;

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  let size = 8;
  if (typeof value !== 'object' || value === null) return size;
  for (const key in value) size += key.length + sizeOf(Reflect.get(value, key));
  return size;
}

/**
 * An event as it travels: what order, merge and horizon need, and its text. Who only passes it on never parses it; who
 * looks inside a logged one parses it once for all. There is one object for each event, since as many are kept as a log
 * may hold.
 */
export class EventRecord {
  readonly type: EventBody['type'];
  readonly request: string | null;
  /** As it was told: an object, or JSON from a byte of a buffer to another. */
  readonly #told: TimedEvent | Buffer;
  readonly #from: number;
  readonly #to: number;
  #at: number;
  #seq = -1;
  #logged: LogEvent | null = null;

  constructor(
    type: EventBody['type'],
    request: string | null,
    at: number,
    told: TimedEvent | Buffer,
    from = 0,
    to = 0,
  ) {
    this.type = type;
    this.request = request;
    this.#at = at;
    this.#told = told;
    this.#from = from;
    this.#to = to;
  }

  /** µs since the log's start; once it is logged, it never falls. */
  get at(): number {
    return this.#at;
  }

  /** Its place in the log; -1 before it is logged. */
  get seq(): number {
    return this.#seq;
  }

  /** The event at its place in a log: this very record where it had none. */
  placed(seq: number, at: number): EventRecord {
    const { type, request } = this;
    const record = this.#seq === -1 ? this : new EventRecord(type, request, at, ...this.#alone());
    record.#seq = seq;
    record.#at = at;
    return record;
  }

  /** What it was told as, without the batch that it came in: that is to be kept for none of its events alone. */
  #alone(): [told: TimedEvent | Buffer, from: number, to: number] {
    const told = this.#told;
    if (!Buffer.isBuffer(told)) return [told, 0, 0];
    const own = Buffer.from(told.subarray(this.#from, this.#to));
    return [own, 0, own.length];
  }

  /** The event as it was told. */
  event(): TimedEvent {
    return Buffer.isBuffer(this.#told) ? JSON.parse(this.text()) : this.#told;
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

  /** Bytes that it takes, about. */
  size(): number {
    const told = this.#told;
    return Buffer.isBuffer(told) ? overhead + this.#to - this.#from : overhead + sizeOf(told);
  }

  /** JSON of the event as it was told. */
  text(): string {
    const told = this.#told;
    return Buffer.isBuffer(told) ? told.toString('utf8', this.#from, this.#to) : JSON.stringify(told);
  }
}

/** What sources tell: an event as it was made, or as it came from another thread. */
export type Told = TimedEvent | EventRecord;

export const recordOf = (told: Told): EventRecord =>
  told instanceof EventRecord ? told : new EventRecord(told.type, requestOf(told), told.at, told);
