import type { AnomalyEventBody, ObserverEvent } from '../contract/events/events.ts';

/** Requests that were given a session each, and whether two of one browser were under way together. */
type Newcomer = { request: string; client: string; sid: string; isSaved: boolean; beside: Newcomer[] };

type Arrived = Extract<ObserverEvent, { type: 'arrived' }>;

/** What tells browsers apart, as far as that can be seen; null where nothing does. */
const clientOf = ({ cookie, client }: Partial<Arrived> = {}): string | null =>
  (cookie ?? null) === null && client === undefined ? null : `${client ?? ''}\n${cookie ?? ''}`;

export type Newcomers = {
  take(event: Extract<ObserverEvent, { type: 'arrived' | 'session' | 'responded' | 'aborted' }>): void;
  /** A session is stored. */
  saved(request: string | null, sid: string): AnomalyEventBody | null;
};

/** Requests that are followed at most: one that never ends is forgotten some time. */
const most = 5_000;

/**
 * Tells two sessions for one browser: both requests came with the same Cookie header, or none, from one address and
 * software, overlapped, and each saved a session of its own.
 */
export function createNewcomers(): Newcomers {
  const arrivals = new Map<string, Arrived>();
  const byRequest = new Map<string, Newcomer>();
  const open = new Map<string, Set<Newcomer>>();

  const forget = (request: string) => {
    arrivals.delete(request);
    const gone = byRequest.get(request);
    if (gone === undefined) return;
    byRequest.delete(request);
    const beside = open.get(gone.client);
    beside?.delete(gone);
    if (beside?.size === 0) open.delete(gone.client);
  };

  return {
    take: (event) => {
      if (event.type === 'arrived') {
        arrivals.set(event.request, event);
        if (arrivals.size > most) forget(arrivals.keys().next().value ?? '');
      } else if (event.type === 'session') {
        const { request, origin, sid } = event;
        if (origin !== 'generated' || byRequest.has(request)) return;
        const client = clientOf(arrivals.get(request));
        if (client === null) return;
        const others = open.get(client) ?? new Set();
        const newcomer: Newcomer = { request, client, sid, isSaved: false, beside: [...others] };
        for (const other of others) other.beside.push(newcomer);
        open.set(client, others.add(newcomer));
        byRequest.set(request, newcomer);
      } else forget(event.request);
    },
    saved: (request, sid) => {
      const newcomer = request === null ? undefined : byRequest.get(request);
      if (newcomer === undefined || newcomer.sid !== sid || newcomer.isSaved) return null;
      newcomer.isSaved = true;
      const other = newcomer.beside.find((one) => one.isSaved && one.sid !== sid);
      if (other === undefined) return null;
      return { type: 'anomaly', kind: 'duplicate session', request, other: other.request, sid, paths: [] };
    },
  };
}
