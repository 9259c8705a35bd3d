import { isUtf8 } from 'node:buffer';
import { isArrayBuffer } from 'node:util/types';
import { z } from 'zod';
import { isLabEvent, isLabTold } from '../contract/events/event-schemas.ts';
import type { EventRecord } from './event-record.ts';
import { type PackedEvents, rowBytes, unpackEvents } from './packed-events.ts';

export type PackedSource = {
  /** Code that is not ours has run where they come from: then each event is read as well, not its row alone. */
  isForeign: boolean;
  /** µs on the log's clock, now. */
  now: number;
  /** What its calls of a store are counted from, and how many it may count. */
  calls: { from: number; most: number };
};

/** Bytes of a batch, and of an event in one. */
const mostBytes = 256 * 1024 * 1024;
const mostEventBytes = 4 * 1024 * 1024;
/** µs by which the clocks of two threads may differ. */
const skew = 1_000_000;
const newline = 10;

const packedSchema = z.object({
  buffer: z.custom<ArrayBuffer>(isArrayBuffer),
  count: z.int().min(0),
  requests: z.array(z.string().max(200)),
});

/**
 * The events of a batch that came over a thread boundary; null where they are not what a lab's thread packs. What is
 * checked of every batch is read in bulk, without a look into the events.
 */
export function checkedEvents(told: unknown, source: PackedSource): EventRecord[] | null {
  const parsed = packedSchema.safeParse(told);
  if (!parsed.success || !isWhole(parsed.data)) return null;
  try {
    const records = unpackEvents(parsed.data);
    return records.every((record) => fits(record, source)) ? records : null;
  } catch {
    return null;
  }
}

const fits = (record: EventRecord, source: PackedSource): boolean =>
  isLabTold(record.type) &&
  record.at >= 0 &&
  record.at <= source.now + skew &&
  (!source.isForeign || isWhatItsRowSays(record, source));

/** Whether it has room for its rows, and behind them text alone. */
function isWhole({ buffer, count, requests }: PackedEvents): boolean {
  const begin = rowBytes(count);
  if (buffer.byteLength > mostBytes || begin > buffer.byteLength || requests.length > count) return false;
  const lines = Buffer.from(buffer, begin);
  return isUtf8(lines) && (count === 0 ? lines.length === 0 : lines.at(-1) === newline);
}

/** Throws where it is no JSON. */
function isWhatItsRowSays(record: EventRecord, { calls }: PackedSource): boolean {
  const text = record.text();
  if (text.length > mostEventBytes) return false;
  const event: unknown = JSON.parse(text);
  if (!isLabEvent(event)) return false;
  const { type, at, request = null, call }: Partial<Record<string, unknown>> = { ...event };
  const isCounted = typeof call !== 'number' || (call >= calls.from && call < calls.from + calls.most);
  return type === record.type && at === record.at && request === record.request && isCounted;
}
