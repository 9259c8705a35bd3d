import type { LabPlace } from '../contract/endpoints.ts';
import type { BrowserInfo, Horizon, JarCookie } from '../contract/events/events.ts';
import { storedKey } from '../contract/events/stored-key.ts';
import type { LabConfig } from '../contract/options/lab-config.ts';
import { type Faults, isFaulty, noFaults } from '../contract/stores/faults.ts';
import type { TimedEvent } from './timed-event.ts';

type StoredSession = { sid: string; session: string; version: number; place?: LabPlace };

/** What events leave behind: lab, clock, browsers with their jars, stored sessions. Grows in place. */
export type Present = {
  config: LabConfig;
  handler: string | null;
  clock: number;
  browsers: Map<string, { browser: BrowserInfo; cookies: JarCookie[] }>;
  /** By `storedKey`. */
  sessions: Map<string, StoredSession>;
  faults: Faults;
};

export const createPresent = (config: LabConfig): Present => ({
  config,
  handler: null,
  clock: 0,
  browsers: new Map(),
  sessions: new Map(),
  faults: noFaults,
});

/** Takes one event into the present. */
export function foldEvent(present: Present, event: TimedEvent): void {
  switch (event.type) {
    case 'lab-started':
      present.config = event.config;
      present.handler = event.handler;
      present.sessions.clear();
      return;
    case 'lab-configured':
      present.config = event.config;
      present.handler = event.handler;
      if (!event.storeKept) present.sessions.clear();
      else if (event.config.secondApp === null) forgetPlace(present.sessions, 'second');
      return;
    case 'faults':
      present.faults = event.faults;
      return;
    case 'clock':
      present.clock = event.offset;
      return;
    case 'browser-added':
      present.browsers.set(event.browser.name, { browser: event.browser, cookies: [] });
      return;
    case 'browser-removed':
      present.browsers.delete(event.browser);
      return;
    case 'jar': {
      const known = present.browsers.get(event.browser);
      if (known) known.cookies = event.cookies;
      return;
    }
    case 'store-answered':
      foldAnswer(present.sessions, event);
      return;
    default:
  }
}

function foldAnswer(
  sessions: Map<string, StoredSession>,
  event: Extract<TimedEvent, { type: 'store-answered' }>,
): void {
  const { sid, after, place } = event;
  if (event.error !== null) return;
  if (event.operation === 'clear') forgetPlace(sessions, place);
  if (sid === null) return;
  const key = storedKey(sid, place);
  if (after === null) sessions.delete(key);
  else {
    const whose = place === undefined ? {} : { place };
    sessions.set(key, { sid, session: after, version: event.version ?? 0, ...whose });
  }
}

/** The store of that place is empty, or gone. */
function forgetPlace(sessions: Map<string, StoredSession>, place: LabPlace | undefined): void {
  for (const [key, stored] of sessions) if (stored.place === place) sessions.delete(key);
}

export const horizonOf = (
  { config, handler, clock, browsers, sessions, faults }: Present,
  dropped: { requests: number; events: number },
): Horizon => ({
  droppedRequests: dropped.requests,
  droppedEvents: dropped.events,
  config,
  handler,
  clock,
  browsers: [...browsers.values()].map(({ browser, cookies }) => ({ browser, cookies })),
  sessions: [...sessions.values()],
  ...(isFaulty(faults) ? { faults } : {}),
});
