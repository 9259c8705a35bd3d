import type { ProblemOf } from '../errors.ts';
import { isHorizon, isLogEvent } from '../events/event-schemas.ts';
import type { Horizon, LogEvent, LogMessage } from '../events/events.ts';
import { recordingFormat as format, maxRecordingBytes } from './recording.ts';

/**
 * A recording as a file: JSON lines, the first of which says what it is and where it begins. `events` says how many follow, so
 * that one that was cut off is known for what it is.
 */
const version = 1;

/** Events of a file that are taken. */
const mostEvents = 400_000;

/** Brings an event of an older version to that of the next: the first of them is of version 1. There is no older one so far. */
const migrations: ReadonlyArray<(event: unknown) => unknown> = [];

export type RecordingParts = {
  startedAt: number;
  first: number;
  horizon: Horizon | null;
  events: readonly LogEvent[];
};

export function recordingText({ startedAt, first, horizon, events }: RecordingParts): string {
  const head = { format: `${format}${version}`, startedAt, first, horizon, events: events.length };
  return `${[head, ...events].map((line) => JSON.stringify(line)).join('\n')}\n`;
}

/** What is wrong with a file. `line`: from 1. */
export type RecordingParams = {
  'no-recording': Record<string, never>;
  'newer-recording': { version: number };
  'recording-over': { most: number };
  'recording-line': { line: number };
};
type RecordingProblem = ProblemOf<RecordingParams>;

export type ReadRecording =
  | { ok: true; message: LogMessage; missing: number }
  | { ok: false; problem: RecordingProblem };

/** Reads such a file. Nothing of it is taken where a line of it is no event; one that was cut off is taken as far as it goes. */
export function readRecording(text: string, epoch: number): ReadRecording {
  if (text.length > maxRecordingBytes)
    return refuse({ code: 'recording-over', at: '', params: { most: maxRecordingBytes } });
  const lines = text.split('\n');
  const head: Record<string, unknown> = Object(parsed(lines[0] ?? ''));
  const { format: named, startedAt, first, horizon = null, events: count } = head;
  const own = typeof named === 'string' && named.startsWith(format) ? Number(named.slice(format.length)) : 0;
  if (!Number.isInteger(own) || own < 1) return refuse({ code: 'no-recording', at: '', params: {} });
  if (own > version) return refuse({ code: 'newer-recording', at: '', params: { version: own } });
  if (typeof startedAt !== 'number' || typeof first !== 'number' || typeof count !== 'number')
    return refuse({ code: 'recording-line', at: '', params: { line: 1 } });
  if (horizon !== null && !isHorizon(horizon))
    return refuse({ code: 'recording-line', at: '', params: { line: 1 } });
  if (count > mostEvents) return refuse({ code: 'recording-over', at: '', params: { most: mostEvents } });
  const events: LogEvent[] = [];
  for (let place = 1; place <= count && place < lines.length; place++) {
    const line = lines[place] ?? '';
    const isLast = place === lines.length - 1;
    const read = parsed(line);
    // A file that ends within a line was cut off there.
    if (read === undefined && isLast) break;
    const event = migrations.slice(own - 1).reduce((one, migrate) => migrate(one), read);
    if (!isLogEvent(event) || event.seq <= (events.at(-1)?.seq ?? -1))
      return refuse({ code: 'recording-line', at: '', params: { line: place + 1 } });
    events.push(event);
  }
  return { ok: true, message: { epoch, startedAt, first, horizon, events }, missing: count - events.length };
}

const refuse = (problem: RecordingProblem): ReadRecording => ({ ok: false, problem });

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
