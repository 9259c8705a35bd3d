import type { LogEvent } from '../../contract/events/events.ts';

/** A use of a stored session: µs from the call of the store to its answer. */
export type Access = { readonly from: number; to: number; readonly isWrite: boolean };

/** What a log tells of one request that bears on whether it goes the same way again. Times in µs. */
export type Traffic = {
  readonly request: string;
  /** The request that its redirects go back to. */
  readonly root: string;
  /** null for one from outside. */
  readonly browser: string | null;
  readonly group: string | null;
  /** ms that it was to be sent after those of its group. */
  readonly after: number;
  readonly sentAt: number;
  /** When nothing more of it could happen; null while that is not known, as after a browser gave up. */
  overAt: number | null;
  /** When its browser was done with it; null while it is not. */
  endedAt: number | null;
  readonly accesses: Map<string, Access[]>;
  /** When its response changed the jar. */
  readonly jarWrites: number[];
};

/** What each request did to stored sessions and jars, in the order of sending. */
export function trafficOf(events: readonly LogEvent[]): Traffic[] {
  const all = new Map<string, Traffic>();
  const calls = new Map<string, Access>();
  for (const event of events) {
    switch (event.type) {
      case 'sent':
        all.set(event.request, begun(event, all.get(event.redirectOf ?? '')));
        break;
      case 'arrived':
        if (!all.has(event.request)) all.set(event.request, begun({ ...event, browser: null }));
        break;
      case 'store-called': {
        // A touch changes when a session ends, which has rules of its own.
        if (event.request === null || event.sid === null || event.operation === 'touch') break;
        const access = { from: event.at, to: event.at, isWrite: event.operation !== 'get' };
        const { accesses } = all.get(event.request) ?? { accesses: new Map<string, Access[]>() };
        accesses.set(event.sid, [...(accesses.get(event.sid) ?? []), access]);
        calls.set(callKey(event), access);
        break;
      }
      case 'store-answered': {
        const access = calls.get(callKey(event));
        if (access !== undefined) access.to = event.at;
        break;
      }
      case 'jar':
        if (event.request !== null) all.get(event.request)?.jarWrites.push(event.at);
        break;
      case 'received':
      case 'send-failed': {
        const one = all.get(event.request);
        if (one !== undefined) one.endedAt = event.at;
        if (event.type === 'received') over(one, event.at);
        break;
      }
      case 'lab-stopped':
        for (const one of all.values()) over(one, event.at);
        break;
    }
  }
  return [...all.values()];
}

const over = (one: Traffic | undefined, at: number): void => {
  if (one?.overAt === null) one.overAt = at;
};

const callKey = ({ place, call }: { place?: string; call: number }) => `${place ?? ''}#${call}`;

type Begun = { request: string; browser: string | null; at: number; group?: string | null; after?: number };

const begun = (
  { request, browser, at, group = null, after = 0 }: Begun,
  before: Traffic | undefined = undefined,
): Traffic => ({
  request,
  root: before?.root ?? request,
  browser,
  group,
  after: before === undefined ? after : Number.NaN,
  sentAt: at,
  overAt: null,
  endedAt: null,
  accesses: new Map(),
  jarWrites: [],
});
