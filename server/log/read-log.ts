import type { LogMessage } from '../contract/events/events.ts';
import type { Notifier } from '../threads/notifier.ts';
import type { EventLog } from './event-log.ts';
import type { EventRecord } from './event-record.ts';

/** Events in one message at most, and bytes of them: a message is written and read as one text. */
const chunk = 2000;
const chunkBytes = 1024 * 1024;

function firstOf(events: readonly EventRecord[]): readonly EventRecord[] {
  let bytes = 0;
  const end = events.findIndex((event) => {
    bytes += event.size();
    return bytes > chunkBytes;
  });
  return end === -1 ? events : events.slice(0, Math.max(1, end));
}

/**
 * The log as messages: what follows `after`, then whatever comes, until the signal. A reader that asks for something
 * that is not there (another epoch, or dropped meanwhile) gets everything anew. Nothing is kept for a reader but its
 * place, so a slow one costs no memory.
 */
export async function* readLog(
  current: () => EventLog,
  notifier: Notifier,
  after: { epoch: number; seq: number },
  signal: AbortSignal,
): AsyncGenerator<LogMessage> {
  const place = { epoch: after.epoch, next: after.seq + 1 };
  let horizonFirst: number | null = null;
  let isNew = false;
  while (!signal.aborted) {
    const log = current();
    if (place.epoch !== log.epoch || place.next < log.first() || place.next > log.next()) {
      place.epoch = log.epoch;
      place.next = log.first();
      horizonFirst = null;
      isNew = true;
    }
    const events = firstOf(log.slice(place.next, chunk));
    const horizon = log.horizon();
    const needsHorizon = horizon !== null && horizonFirst !== log.first();
    if (events.length === 0 && !needsHorizon && !isNew) {
      await notifier.next(signal);
      continue;
    }
    place.next += events.length;
    horizonFirst = log.first();
    isNew = false;
    yield {
      epoch: log.epoch,
      startedAt: log.startedAt,
      first: log.first(),
      horizon: needsHorizon ? horizon : null,
      events: events.map((event) => event.parsed()),
    };
  }
}
