import type { LogEvent } from '../contract/events/events.ts';
import type { RequestLives } from './request-lives.ts';
import { requestOf, type TimedEvent } from './timed-event.ts';

/**
 * Where to cut old events off: the first place at or after `least` events, before `most`, that no request spans; if
 * every place is spanned, the one that the fewest do. Returns the number of events to cut.
 */
export function chooseCut(
  events: readonly LogEvent[],
  lives: RequestLives,
  { least, most }: { least: number; most: number },
): number {
  const open = new Set<string>();
  let best = { cut: least, spanning: Number.POSITIVE_INFINITY };
  for (const [index, event] of events.entries()) {
    if (index >= most) break;
    const request = requestOf(event);
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

/**
 * The events before a cut of requests that go on after it: they are carried over, so that no request is half there.
 * At most `limit`; should more be under way than that, each keeps its beginning only.
 */
export function eventsToCarry(
  before: readonly LogEvent[],
  lives: RequestLives,
  seq: number,
  limit: number,
): TimedEvent[] {
  const spanning = before.filter((event) => {
    const request = requestOf(event);
    return request !== null && lives.reaches(request, seq);
  });
  if (spanning.length <= limit) return spanning;
  const share = Math.max(1, Math.floor(limit / new Set(spanning.map(requestOf)).size));
  const taken = new Map<string | null, number>();
  const beginnings = spanning.filter((event) => {
    const request = requestOf(event);
    const count = (taken.get(request) ?? 0) + 1;
    taken.set(request, count);
    return count <= share;
  });
  return beginnings.slice(-limit);
}
