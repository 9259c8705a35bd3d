import type { EventBody } from '../contract/events/events.ts';
import { defaultLabConfig } from '../contract/options/lab-config.ts';
import { createEventLog, type EventLog } from './event-log.ts';
import type { TimedEvent } from './timed-event.ts';
import { createWorld, fold, type World } from './world.ts';

export const newLog = (maxEvents: number, epoch = 1, maxBytes = 1e9): EventLog =>
  createEventLog({ epoch, startedAt: 0, maxEvents, maxBytes, config: defaultLabConfig() });

export const whole = (log: EventLog) =>
  log.slice(log.first(), log.next() - log.first()).map((event) => event.logged());

export const alice: TimedEvent = { type: 'browser-added', browser: { name: 'alice', hue: 0 }, at: 0 };

/** Everything that one request makes happen, in order: it stores the session `s`, and its jar gets a cookie. */
export function courseOf(request: string, sid: string, version: number): EventBody[] {
  const cookie = { name: 'a', domain: '127.0.0.1', hostOnly: true, path: '/', expires: null };
  const flags = { httpOnly: false, secure: false, sameSite: null };
  const cookies = [{ ...cookie, ...flags, value: request }];
  const after = `{"by":"${request}"}`;
  return [
    {
      type: 'sent',
      request,
      browser: 'alice',
      group: null,
      method: 'GET',
      url: '/',
      body: null,
      work: 0,
      cookie: null,
      mode: 'jar',
      withheld: [],
      redirectOf: null,
    },
    { type: 'arrived', request, method: 'GET', url: '/', cookie: null },
    {
      type: 'store-answered',
      request,
      call: 1,
      operation: 'set',
      sid,
      found: null,
      after,
      version,
      error: null,
    },
    { type: 'responded', request, status: 200 },
    { type: 'jar', browser: 'alice', request, verdicts: [], cookies },
    { type: 'received', request, status: 200, body: '', bytes: 0 },
  ];
}

/** What a reader knows who begins with the horizon and folds the log over it. */
export function worldOf(log: EventLog): World {
  const world = createWorld(log.horizon() ?? { config: defaultLabConfig() });
  for (const event of whole(log)) fold(world, event);
  return world;
}

/** What is true, without at which event it became so: that is another one where events were cut off. */
export const truthIn = ({ lab, sessions, browsers, underWay }: World) => ({
  lab,
  sessions: new Map([...sessions].map(([key, { seq: _, ...stored }]) => [key, stored])),
  browsers: new Map([...browsers].map(([name, { seq: _, ...known }]) => [name, known])),
  underWay,
});
