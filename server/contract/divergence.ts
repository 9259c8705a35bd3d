import type { LogEvent } from './events.ts';

/** Where two runs of one scenario first differ: the seq of that event in each; null in the one that has ended there. */
export type Divergence = { left: number | null; right: number | null };

/**
 * The first event at which two runs part. Left out is what differs between any two runs: times, ports, the lab's own
 * events; session IDs count by the order in which they first appear. null where the runs are alike to the end.
 */
export function divergenceOf(left: readonly LogEvent[], right: readonly LogEvent[]): Divergence | null {
  const [ours, theirs] = [left, right].map(traceOf);
  if (ours === undefined || theirs === undefined) return null;
  for (let at = 0; at < Math.max(ours.length, theirs.length); at += 1) {
    if (ours[at]?.text === theirs[at]?.text) continue;
    return { left: ours[at]?.seq ?? null, right: theirs[at]?.seq ?? null };
  }
  return null;
}

/** What is told of by other events too, or is of the lab and not of what happened in it. */
const passedOver: ReadonlySet<LogEvent['type']> = new Set([
  'lab-started',
  'lab-configured',
  'browser-added',
  'printed',
]);

function traceOf(events: readonly LogEvent[]): Array<{ seq: number; text: string }> {
  const names = new Map<string, string>();
  const nameOf = (sid: string): string => {
    const known = names.get(sid);
    if (known !== undefined) return known;
    names.set(sid, `session ${names.size + 1}`);
    return nameOf(sid);
  };
  return events.flatMap((event) => {
    if (passedOver.has(event.type)) return [];
    if ('sid' in event && typeof event.sid === 'string') nameOf(event.sid);
    const { seq, at: _, ...body } = event;
    const bare = JSON.stringify(body, (key, value) => (left.has(key) ? undefined : value));
    let text = bare.replace(dates, 'a date').replace(ports, '127.0.0.1');
    for (const [sid, name] of names) text = text.replaceAll(sid, name);
    return [{ seq, text: text.replace(signatures, '') }];
  });
}

/** Numbers that count calls, and what a cookie's expiry says again. */
const left: ReadonlySet<string> = new Set(['call', 'expires', 'at']);
const dates = /\d{4}-\d\d-\d\dT[\d:.]+Z|\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT/g;
const ports = /127\.0\.0\.1:\d+/g;
/** What follows a session ID in a signed cookie. */
const signatures = /(?<=session \d+)\.[\w%+/=-]+/g;
