import type { ObserverEvent } from '../contract/events/events.ts';
import type { TimedEvent } from '../log/timed-event.ts';
import { createAnomalyFinder } from '../observer/anomalies.ts';
import { changesBetween, dataText } from '../observer/snapshot.ts';
import { createBrowsers } from './browsers.ts';
import { createSharedStore } from './shared-store.ts';

/** Makes of what several processes say what one app did. */
export type OneApp = {
  /** The event, and what it makes known, in order. Events are to be given in the order in which they happened. */
  take(event: TimedEvent): TimedEvent[];
  /** It has a session cookie of that name. */
  named(cookie: string): void;
};

const mostCopies = 10_000;

export function createOneApp(): OneApp {
  const store = createSharedStore();
  const browsers = createBrowsers();
  const anomalies = createAnomalyFinder();
  /** The text of each request's copy, against which changes are told. */
  const copies = new Map<string, string | null>();

  const withChanges = (event: TimedEvent): TimedEvent => {
    if (event.type === 'session') copies.set(event.request, event.session);
    else if (event.type === 'changed') {
      const before = copies.get(event.request) ?? null;
      copies.set(event.request, event.session);
      const changes =
        event.unwritable === undefined ? changesBetween(dataOf(before), dataOf(event.session)) : [];
      return { ...event, changes };
    }
    if (copies.size > mostCopies) copies.delete(copies.keys().next().value ?? '');
    return event;
  };

  return {
    named: browsers.named,
    take: (given) => {
      const event = withChanges(store.take(given, sourceOf(given)));
      const known = [...browsers.take(event), ...(isObserved(event) ? anomalies.take(event) : [])];
      return [event, ...known.map((one) => ({ ...one, at: event.at }))];
    },
  };
}

/** Which process says it: its requests, and its calls outside of one, are named after it. */
function sourceOf(event: TimedEvent): string {
  if ('request' in event && event.request !== null) return event.request.split('-', 1)[0] ?? '';
  return 'call' in event ? `call ${Math.floor(event.call / 2 ** 32)}` : '';
}

const isObserved = (event: TimedEvent): event is ObserverEvent =>
  event.type !== 'anomaly' && event.type !== 'process' && event.type !== 'identified';

function dataOf(text: string | null): string | null {
  if (text === null) return null;
  try {
    return dataText(Object(JSON.parse(text)));
  } catch {
    return null;
  }
}
