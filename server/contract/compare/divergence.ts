import type { LogEvent } from '../events/events.ts';

/** Where two runs of one scenario first differ: the seq of that event in each; null in the one that has ended there. */
export type Divergence = { left: number | null; right: number | null };

/**
 * The first event at which two runs part. Left out is what differs between any two runs: times, ports, the lab's own
 * events, and which of two threads was first; session IDs count by the order in which they first appear. null where the
 * runs are alike to the end.
 */
export function divergenceOf(left: readonly LogEvent[], right: readonly LogEvent[]): Divergence | null {
  const ours = tracesOf(left);
  const theirs = tracesOf(right);
  const partings = [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((whose) => {
    const parting = partingOf(ours.get(whose) ?? [], theirs.get(whose) ?? []);
    return parting === null ? [] : [parting];
  });
  return partings.toSorted((a, b) => placeOf(a) - placeOf(b))[0] ?? null;
}

type Trace = Array<{ seq: number; text: string }>;

const placeOf = ({ left, right }: Divergence): number => left ?? right ?? 0;

function partingOf(left: Trace, right: Trace): Divergence | null {
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    if (left[at]?.text === right[at]?.text) continue;
    return { left: left[at]?.seq ?? null, right: right[at]?.seq ?? null };
  }
  return null;
}

/** What is of the lab, and not of what happened in it. */
const passedOver: ReadonlySet<LogEvent['type']> = new Set([
  'lab-started',
  'lab-configured',
  'lab-restarted',
  'browser-added',
  'printed',
]);

const atTheBrowser: ReadonlySet<LogEvent['type']> = new Set([
  'sent',
  'answered',
  'jar',
  'received',
  'send-failed',
]);

/** The events of each request, those at its browser apart from those in the lab: each of the two has an order of its own. */
function tracesOf(events: readonly LogEvent[]): Map<string, Trace> {
  const names = new Map<string, string>();
  const traces = new Map<string, Trace>();
  for (const event of events) {
    if (passedOver.has(event.type)) continue;
    if ('sid' in event && typeof event.sid === 'string' && !names.has(event.sid))
      names.set(event.sid, `session ${names.size + 1}`);
    const request = 'request' in event ? event.request : null;
    const whose = `${request} ${atTheBrowser.has(event.type) ? 'browser' : 'lab'}`;
    const trace = traces.get(whose) ?? [];
    trace.push({ seq: event.seq, text: textOf(event, names) });
    traces.set(whose, trace);
  }
  return traces;
}

function textOf({ seq: _, at: __, ...body }: LogEvent, names: ReadonlyMap<string, string>): string {
  const bare = JSON.stringify(body, (key, value) => (unlike.has(key) ? undefined : value));
  let text = bare.replace(dates, 'a date').replace(ports, '127.0.0.1');
  for (const [sid, name] of names) text = text.replaceAll(sid, name);
  return text.replace(signatures, '');
}

/** Numbers that count calls, when a cookie was made and expires, headers that are told apart too, and a verdict's inputs: the options that differ are among them. */
const unlike: ReadonlySet<string> = new Set(['call', 'expires', 'created', 'inputs', 'wire']);
const dates = /\d{4}-\d\d-\d\dT[\d:.]+Z|\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT/g;
const ports = /127\.0\.0\.1:\d+/g;
/** What follows a session ID in a signed cookie. */
const signatures = /(?<=session \d+)\.[\w%+/=-]+/g;
