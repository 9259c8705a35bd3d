import type { IncomingMessage, RequestListener } from 'node:http';
import express from 'express';
import session from 'express-session';
import inject from 'light-my-request';
import { describe, expect, it } from 'vitest';
import type { ObserverEvent } from '../contract/events/events.ts';
import { observe } from './observe.ts';

const options = { secret: 'a', resave: false, saveUninitialized: true };
const quiet = observe(session, { onEvent: () => {} });

/** What depd reports, with the place that it blames. */
function reported(give: () => void): string[] {
  const reports: string[] = [];
  const take = (error: Error) => {
    reports.push(
      `${error.message} ${error.stack
        ?.split('\n')[1]
        ?.trim()
        .replace(/:\d+:\d+\)?$/, '')}`,
    );
  };
  process.on('deprecation' as 'warning', take);
  give();
  process.off('deprecation' as 'warning', take);
  return reports;
}

describe('nobody notices the observer', () => {
  it('a deprecated option is reported for each place that gave it, as without', () => {
    const bare = reported(() => {
      session({ secret: 'a' });
      session({ secret: 'a' });
    });
    const observed = reported(() => {
      quiet({ secret: 'a' });
      quiet({ secret: 'a' });
    });
    expect(observed).toEqual(bare);
    expect(bare).toHaveLength(4);
    expect(bare[0]).toContain('unnoticed.test');
  });

  it('leaves Error.captureStackTrace as it was, also after options that are refused', () => {
    const { captureStackTrace } = Error;
    expect(() => quiet({ ...options, secret: [] })).toThrow(TypeError);
    expect(Error.captureStackTrace).toBe(captureStackTrace);
  });

  it('a store with methods of its own keeps its enumerable keys', () => {
    class OwnMethods extends session.Store {
      override get = (_sid: string, done: (error: unknown) => void) => done(null);
      override set = (_sid: string, _session: session.SessionData, done?: () => void) => done?.();
      override destroy = (_sid: string, done?: () => void) => done?.();
    }
    const bare = new OwnMethods();
    session({ ...options, store: bare });
    const store = new OwnMethods();
    quiet({ ...options, store });
    expect(Object.keys(store)).toEqual(Object.keys(bare));
  });

  it('works in a plain server, and where a request has no socket', async () => {
    const app = (make: typeof session): RequestListener => {
      const middleware: (req: IncomingMessage, res: unknown, next: () => void) => void = Reflect.apply(
        make,
        null,
        [options],
      );
      return (req, res) => {
        for (const name of ['socket', 'connection']) Object.defineProperty(req, name, { value: undefined });
        middleware(req, res, () => res.end('fine'));
      };
    };
    for (const make of [session, quiet]) {
      const answer = await inject(app(make), '/');
      expect(answer.payload).toBe('fine');
      expect(String(answer.headers['set-cookie'])).toContain('connect.sid=');
    }
  });

  it('a store may be given any data by hand, also some that is named like a session’s own', async () => {
    const store = new session.MemoryStore();
    quiet({ ...options, store });
    const data = { cookie: new session.Cookie(), req: 'text' };
    await new Promise<void>((done) => store.set('s', data, () => done()));
    const sessions: Record<string, string> = Reflect.get(store, 'sessions');
    expect(sessions['s']).toContain('"req":"text"');
  });

  it('takes options that are no object, as express-session does', () => {
    expect(() => Reflect.apply(quiet, null, ['text'])).not.toThrow();
  });

  it('one request through two middlewares has one response', async () => {
    const events: ObserverEvent[] = [];
    const make = observe(session, { onEvent: (event) => events.push(event) });
    const app = express().use(
      make({ ...options, name: 'a', cookie: { path: '/a' } }),
      make({ ...options, name: 'b', cookie: { path: '/b' } }),
      (_req, res) => void res.send('x'),
    );
    await inject(app, '/b');
    const told = events.map(({ type }) => type);
    for (const once of ['arrived', 'headers', 'responded'])
      expect(told.filter((type) => type === once)).toHaveLength(1);
  });
});
