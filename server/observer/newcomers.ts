import type { AnomalyEventBody, ObserverEvent } from '../contract/events/events.ts';

/** Requests that were given a session each, and whether two of one browser were under way together. */
type Newcomer = { request: string; client: string; sid: string; isSaved: boolean; beside: Newcomer[] };

export type Newcomers = {
  take(event: Extract<ObserverEvent, { type: 'arrived' | 'session' | 'responded' | 'aborted' }>): void;
  /** A session is stored. */
  saved(request: string | null, sid: string): AnomalyEventBody[];
};

/** Requests that are followed at most: one that never ends is forgotten some time. */
const most = 5_000;

/**
 * Tells two sessions for one browser: both requests came with the same Cookie header, or none, from one address and
 * software, overlapped, and each saved a session of its own.
 */
export function createNewcomers(): Newcomers {
  const clients = new Map<string, string>();
  const byRequest = new Map<string, Newcomer>();
  const open = new Map<string, Set<Newcomer>>();

  const forget = (request: string) => {
    clients.delete(request);
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
        const { request, cookie, client } = event;
        if (cookie === null && client === undefined) return;
        clients.set(request, `${client ?? ''}\n${cookie ?? ''}`);
        if (clients.size > most) forget(clients.keys().next().value ?? '');
      } else if (event.type === 'session') {
        const { request, origin, sid } = event;
        const client = clients.get(request);
        if (origin !== 'generated' || client === undefined || byRequest.has(request)) return;
        const others = open.get(client) ?? new Set();
        const newcomer: Newcomer = { request, client, sid, isSaved: false, beside: [...others] };
        for (const other of others) other.beside.push(newcomer);
        open.set(client, others.add(newcomer));
        byRequest.set(request, newcomer);
      } else forget(event.request);
    },
    saved: (request, sid) => {
      const newcomer = request === null ? undefined : byRequest.get(request);
      if (newcomer === undefined || newcomer.sid !== sid || newcomer.isSaved) return [];
      newcomer.isSaved = true;
      const other = newcomer.beside.find((one) => one.isSaved && one.sid !== sid);
      if (other === undefined) return [];
      return [{ type: 'anomaly', kind: 'duplicate session', request, other: other.request, sid, paths: [] }];
    },
  };
}
