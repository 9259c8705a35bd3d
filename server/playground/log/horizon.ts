import type { BrowserInfo, Horizon, JarCookie } from '../../contract/events.ts';
import type { LabConfig } from '../../contract/lab-config.ts';
import type { TimedEvent } from './timed-event.ts';

type StoredSession = { session: string; version: number };

/** What events leave behind: lab, clock, browsers with their jars, stored sessions. Grows in place. */
export type Present = {
  config: LabConfig;
  handler: string | null;
  clock: number;
  browsers: Map<string, { browser: BrowserInfo; cookies: JarCookie[] }>;
  sessions: Map<string, StoredSession>;
};

export const createPresent = (config: LabConfig): Present => ({
  config,
  handler: null,
  clock: 0,
  browsers: new Map(),
  sessions: new Map(),
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
  if (event.error !== null) return;
  if (event.operation === 'clear') sessions.clear();
  if (event.sid === null) return;
  if (event.after === null) sessions.delete(event.sid);
  else sessions.set(event.sid, { session: event.after, version: event.version ?? 0 });
}

export const horizonOf = (
  { config, handler, clock, browsers, sessions }: Present,
  dropped: { requests: number; events: number },
): Horizon => ({
  droppedRequests: dropped.requests,
  droppedEvents: dropped.events,
  config,
  handler,
  clock,
  browsers: [...browsers.values()].map(({ browser, cookies }) => ({ browser, cookies })),
  sessions: [...sessions].map(([sid, stored]) => ({ sid, ...stored })),
});
