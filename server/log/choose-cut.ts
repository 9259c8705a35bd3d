import type { EventBody } from '../contract/events/events.ts';
import type { EventRecord } from './event-record.ts';
import { createUnderWay, foldRequest, labGone } from './under-way.ts';

/** Which requests of the log may still have events to come, and where each had its latest. */
export type RequestLives = {
  note(event: EventRecord): void;
  /** Whether the request has, or may get, events at `seq` or later. */
  reaches(request: string, seq: number): boolean;
  /** Seq of its latest event. */
  last(request: string): number | undefined;
  /** Its latest event has another seq now. */
  move(request: string, last: number): void;
  forget(request: string): void;
  /** The lab is gone, and with it whatever was under way in it. */
  labGone(): void;
};

export function createRequestLives(): RequestLives {
  const last = new Map<string, number>();
  const underWay = createUnderWay();
  return {
    note: (event) => {
      if (event.type === 'lab-stopped' || event.type === 'lab-started') labGone(underWay);
      const { request } = event;
      if (request === null) return;
      last.set(request, event.seq);
      foldRequest(underWay, event);
    },
    reaches: (request, seq) => {
      const latest = last.get(request);
      return latest !== undefined && (latest >= seq || underWay.has(request));
    },
    last: (request) => last.get(request),
    move: (request, seq) => {
      if (last.has(request)) last.set(request, seq);
    },
    forget: (request) => last.delete(request),
    labGone: () => labGone(underWay),
  };
}

/**
 * Where to cut old events off: the first place at or after `least` events, before `most`, that no request spans; if
 * every place is spanned, the one that the fewest do. Returns the number of events to cut.
 */
export function chooseCut(
  events: readonly EventRecord[],
  lives: RequestLives,
  { least, most }: { least: number; most: number },
): number {
  const open = new Set<string>();
  let best = { cut: least, spanning: Number.POSITIVE_INFINITY };
  for (const [index, event] of events.entries()) {
    if (index >= most) break;
    const { request } = event;
    if (request !== null) {
      if (lives.reaches(request, event.seq + 1)) open.add(request);
      else open.delete(request);
    }
    if (index + 1 < least) continue;
    if (open.size < best.spanning) best = { cut: index + 1, spanning: open.size };
    if (open.size === 0) break;
  }
  return best.cut;
}

/** What ends a request in the lab or at its browser, and what begins it there. */
const beginnings: Partial<Record<EventBody['type'], EventBody['type']>> = {
  responded: 'arrived',
  aborted: 'arrived',
  received: 'sent',
  'send-failed': 'sent',
};

/** The ends after which nothing begins again: without these, a request that is over would seem to be under way. */
function lastingEnds(events: readonly EventRecord[]): ReadonlySet<EventRecord> {
  const begun = new Set<string>();
  const lasting = new Set<EventRecord>();
  for (const event of events.toReversed()) {
    begun.add(`${event.type} ${event.request}`);
    const beginning = beginnings[event.type];
    if (beginning !== undefined && !begun.has(`${beginning} ${event.request}`)) lasting.add(event);
  }
  return lasting;
}

/**
 * The events before a cut of requests that go on after it: they are carried over, so that no request is half there.
 * At most `limit`; should more be under way than that, each keeps its beginning and what ended it. An end before another
 * beginning is left out: after it, the request would begin anew, with stores that may have been replaced since.
 */
export function eventsToCarry(
  before: readonly EventRecord[],
  lives: RequestLives,
  seq: number,
  limit: number,
): EventRecord[] {
  const ofSpanning = before.filter(({ request }) => request !== null && lives.reaches(request, seq));
  const lasting = lastingEnds(ofSpanning);
  const spanning = ofSpanning.filter((event) => !(event.type in beginnings) || lasting.has(event));
  if (spanning.length <= limit) return spanning;
  const share = Math.max(1, Math.floor(limit / new Set(spanning.map(({ request }) => request)).size));
  const taken = new Map<string | null, number>();
  const shared = spanning.filter((event) => {
    const { request } = event;
    const count = (taken.get(request) ?? 0) + 1;
    taken.set(request, count);
    return count <= share || lasting.has(event);
  });
  return limit === 0 ? [] : shared.slice(-limit);
}
