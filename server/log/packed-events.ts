import type { EventBody } from '../contract/events/events.ts';
import { EventRecord } from './event-record.ts';
import { requestOf, type TimedEvent } from './timed-event.ts';

/**
 * Events on their way to another thread: one buffer, to be transferred. It begins with a row for each event, of numbers
 * that the receiver needs without parsing; after these stand the events as JSON, one a line, in UTF-8.
 */
export type PackedEvents = {
  buffer: ArrayBuffer;
  count: number;
  /** The requests that rows name by their place here. */
  requests: string[];
};

/** Bytes to begin with, and what a character may take in UTF-8 at most. */
const startBytes = 65_536;
const mostBytes = 3;
/** Rows to begin with. */
const startRows = 512;
const newline = 10;

/** A row: time in µs, type and request by their places, and the byte after its line. */
const [atColumn, typeColumn, requestColumn, endColumn, columns] = [0, 1, 2, 3, 4];

/**
 * Events that are being packed. Each is text as soon as it comes: kept as objects, all that a batch holds would be moved
 * about by the garbage collector.
 */
type Packer = {
  count(): number;
  /** Of the text of what was added. */
  bytes(): number;
  /** Throws where JSON cannot write it, and is as before. */
  add(event: TimedEvent): void;
  /** Hands over what was added, and begins anew. */
  take(): PackedEvents;
};

/** Packs in memory that it uses again: made anew for each batch, that would cost as much as the events. */
export function createPacker(): Packer {
  let memory = Buffer.alloc(startBytes);
  let rows = new Float64Array(startRows * columns);
  let end = 0;
  let count = 0;
  let requests = new Map<string, number>();

  const makeRoom = (more: number) => {
    if (end + more > memory.length) {
      const larger = Buffer.alloc(2 * (end + more));
      memory.copy(larger, 0, 0, end);
      memory = larger;
    }
    if ((count + 1) * columns > rows.length) {
      const longer = new Float64Array(2 * rows.length);
      longer.set(rows);
      rows = longer;
    }
  };
  const placeOf = (request: string): number => {
    const known = requests.get(request);
    if (known !== undefined) return known;
    requests.set(request, requests.size);
    return requests.size - 1;
  };

  return {
    count: () => count,
    bytes: () => end,
    add: (event) => {
      const line = JSON.stringify(event);
      makeRoom(mostBytes * line.length + 1);
      end += memory.write(line, end);
      const request = requestOf(event);
      const row = count * columns;
      rows[row + atColumn] = event.at;
      rows[row + typeColumn] = places[event.type];
      rows[row + requestColumn] = request === null ? -1 : placeOf(request);
      rows[row + endColumn] = end;
      memory[end++] = newline;
      count += 1;
    },
    take: () => {
      const bytes = new Uint8Array(rowBytes(count) + end);
      bytes.set(new Uint8Array(rows.buffer, 0, rowBytes(count)), 0);
      bytes.set(memory.subarray(0, end), rowBytes(count));
      const packed = { buffer: bytes.buffer, count, requests: [...requests.keys()] };
      requests = new Map();
      end = 0;
      count = 0;
      return packed;
    },
  };
}

/** The events, each by its row. Throws where a row is none of theirs. */
export function unpackEvents({ buffer, count, requests }: PackedEvents): EventRecord[] {
  const rows = new Float64Array(buffer, 0, count * columns);
  const bytes = Buffer.from(buffer, rowBytes(count));
  const records: EventRecord[] = [];
  let from = 0;
  for (let row = 0; row < rows.length; row += columns) {
    const at = rows[row + atColumn] ?? 0;
    // As the text has it, a small integer: a number out of the rows would be kept as an object of its own.
    const to = bytes.indexOf(newline, from);
    const place = rows[row + requestColumn] ?? 0;
    const type = types[rows[row + typeColumn] ?? -1];
    const request = place === -1 ? null : requests[place];
    // Its line ends where the row says, and not before.
    const isRow = type !== undefined && request !== undefined && Number.isFinite(at);
    if (!isRow || to !== rows[row + endColumn]) throw new Error('Events came that nobody can read.');
    records.push(new EventRecord(type, request, at, bytes, from, to));
    from = to + 1;
  }
  if (from !== bytes.length) throw new Error('Events came that nobody can read.');
  return records;
}

export const rowBytes = (count: number): number => count * columns * Float64Array.BYTES_PER_ELEMENT;

/** Where each type stands in a row; a type without a place does not compile. */
const places: Readonly<Record<EventBody['type'], number>> = {
  arrived: 0,
  verdict: 1,
  session: 2,
  changed: 3,
  'store-called': 4,
  'store-answered': 5,
  'store-connection': 6,
  work: 7,
  headers: 8,
  responded: 9,
  aborted: 10,
  error: 11,
  'lab-started': 12,
  'lab-configured': 13,
  'lab-stopped': 14,
  clock: 15,
  faults: 16,
  printed: 17,
  'browser-added': 18,
  'browser-removed': 19,
  sent: 20,
  answered: 21,
  jar: 22,
  received: 23,
  'send-failed': 24,
  anomaly: 25,
  process: 26,
  identified: 27,
  content: 28,
  'lab-restarted': 29,
  'store-outside': 30,
};
const types: Array<EventBody['type']> = [];
for (const type of Object.keys(places)) if (isType(type)) types[places[type]] = type;

function isType(text: string): text is EventBody['type'] {
  return Object.hasOwn(places, text);
}
