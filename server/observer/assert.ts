import { anomalySentence, takeAnomaly } from '../contract/events/anomaly-words.ts';
import type { AnomalyEventBody, AnomalyEventKind, ObserverEvent } from '../contract/events/events.ts';
import { observe } from './observe.ts';

/** What as much of express-session as a test hands over is. */
type SessionExport = ((...args: never[]) => unknown) & {
  readonly Store: unknown;
  readonly MemoryStore: unknown;
};

export type WatchedSessions<Session> = {
  /** A drop-in for the express-session that was given. */
  session: Session;
  /** What went wrong since the last time that it was asserted that nothing did. */
  anomalies(): AnomalyEventBody[];
  /** Throws, with both requests, where a write or a logout was lost, or what else is named. Begins anew then. */
  assertNoWriteLost(kinds?: readonly AnomalyEventKind[]): void;
};

const losses: readonly AnomalyEventKind[] = ['lost update', 'lost delete'];
/** Requests whose names are remembered, and anomalies that are said at once. */
const [mostNames, mostSaid] = [10_000, 20];

/** Watches an app in a test of it: `const watched = watchSessions(expressSession)`, and the app is made with `watched.session`. */
export function watchSessions<Session extends SessionExport>(
  expressSession: Session,
): WatchedSessions<Session> {
  const names = new Map<string, string>();
  let found: AnomalyEventBody[] = [];
  const nameOf = (request: string | null): string =>
    request === null ? 'something outside a request' : (names.get(request) ?? `request ${request}`);
  const onEvent = (event: ObserverEvent) => {
    if (event.type === 'arrived') {
      names.set(event.request, `${event.method} ${event.url} (#${event.request})`);
      if (names.size > mostNames) names.delete(names.keys().next().value ?? '');
    } else if (event.type === 'anomaly') takeAnomaly(found, event);
  };
  return {
    session: observe(expressSession, { onEvent }),
    anomalies: () => [...found],
    assertNoWriteLost: (kinds = losses) => {
      const wrong = found.filter(({ kind }) => kinds.includes(kind));
      found = [];
      if (wrong.length === 0) return;
      const sentences = wrong
        .slice(0, mostSaid)
        .map((one) => anomalySentence(one, { request: nameOf, sid: (sid) => sid.slice(0, 8) }));
      const more = wrong.length - sentences.length;
      throw new Error([...sentences, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n'));
    },
  };
}
