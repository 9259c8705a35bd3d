import { sign } from 'cookie-signature';
import type { EventBody, JarCookie, LogEvent } from '../../contract/events/events.ts';
import { defaultLabConfig } from '../../contract/options/lab-config.ts';
import type { Expectation } from '../../contract/scenario/scenario.ts';
import { replay } from '../run/replay.ts';
import { type CheckResult, check } from './table.ts';

/** For tests: a log of these events, numbered from 0. */
export const logOf = (...bodies: EventBody[]): LogEvent[] =>
  bodies.map((body, seq) => ({ ...body, seq, at: seq * 1000 }));

/** For tests: what an expectation comes to over such a log, at a time in ms on the lab's clock. */
export const checkOver = (expectation: Expectation, bodies: EventBody[], now = 0): CheckResult =>
  check(expectation, {
    world: replay({ horizon: null, events: logOf(...bodies) }),
    ids: new Map([['A', '1']]),
    now,
  });

/** For tests: a jar with the session cookie of a session ID. */
export const jarWith = (sid: string, cookie: Partial<JarCookie> = {}): EventBody => ({
  type: 'jar',
  browser: 'alice',
  request: '1',
  verdicts: [],
  cookies: [sessionCookie(sid, cookie)],
});

const sessionCookie = (sid: string, cookie: Partial<JarCookie>): JarCookie => ({
  name: 'connect.sid',
  value: encodeURIComponent(`s:${sign(sid, defaultLabConfig().options.secret?.[0] ?? '')}`),
  domain: '127.0.0.1',
  hostOnly: true,
  path: '/',
  expires: null,
  httpOnly: true,
  secure: false,
  sameSite: null,
  ...cookie,
});

/** For tests: the store's answer after which this is stored under the session ID. */
export const stored = (sid: string, data: object | null, version = 1): EventBody => ({
  type: 'store-answered',
  request: '1',
  call: 1,
  operation: data === null ? 'destroy' : 'set',
  sid,
  found: null,
  after: data === null ? null : JSON.stringify({ cookie: {}, ...data }),
  version: data === null ? null : version,
  error: null,
});
