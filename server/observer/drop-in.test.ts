import { createRequire } from 'node:module';
import express from 'express';
import session from 'express-session';
import inject from 'light-my-request';
import { describe, expect, it } from 'vitest';
import type { ObserverEvent } from '../contract/events/events.ts';
import { observe } from './observe.ts';
import { WrittenDownStore } from './watched-app.test-helper.ts';

const quiet = { onEvent: () => {} };

describe('observe gives a drop-in for what express-session exports', () => {
  const observed = observe(session, quiet);

  it('keeps the statics, the very same', () => {
    expect(observed.Store).toBe(session.Store);
    expect(observed.MemoryStore).toBe(session.MemoryStore);
    expect(observed.Cookie).toBe(session.Cookie);
    expect(observed.Session).toBe(session.Session);
    expect(Object.keys(observed)).toEqual(Object.keys(session));
    expect([observed.name, observed.length]).toEqual([session.name, session.length]);
  });

  it('takes what require gives as well', () => {
    const required: typeof session = createRequire(import.meta.url)('express-session');
    expect(observe(required, quiet).MemoryStore).toBe(session.MemoryStore);
  });

  it('refuses the same options with the same errors', () => {
    const wrong = [{ secret: [] }, { secret: 'a', genid: 'x' }, { secret: 'a', unset: 'now' }];
    for (const options of wrong) {
      const attempt = (make: typeof session) => {
        try {
          make({ resave: false, saveUninitialized: false, ...options } as never);
        } catch (error) {
          return String(error);
        }
        return 'accepted';
      };
      expect(attempt(observed)).toBe(attempt(session));
      expect(attempt(session)).toContain('TypeError');
    }
  });

  it('gives a middleware of the same name and arity', () => {
    const options = { secret: 'a', resave: false, saveUninitialized: false };
    expect([observed(options).name, observed(options).length]).toEqual([
      session(options).name,
      session(options).length,
    ]);
  });
});

describe('an observed store', () => {
  const options = { secret: 'a', resave: false, saveUninitialized: true };

  it('is the very store that was given, with the same own keys as without', async () => {
    const bare = new WrittenDownStore();
    session({ ...options, store: bare });
    const store = new WrittenDownStore();
    const app = express().use(observe(session, quiet)({ ...options, store }), (req, res) => {
      res.json({
        same: Object.is(req.sessionStore, store),
        sessions: req.sessionStore instanceof session.MemoryStore,
      });
    });
    expect((await inject(app, '/')).json()).toEqual({ same: true, sessions: true });
    expect(Object.keys(store)).toEqual(Object.keys(bare));
    expect(store.listenerCount('disconnect')).toBe(bare.listenerCount('disconnect'));
  });

  it('that cannot touch still cannot', () => {
    const store = new session.MemoryStore();
    Reflect.set(store, 'touch', undefined);
    observe(session, quiet)({ ...options, store });
    expect(store.touch).toBeUndefined();
  });

  it('tells of calls outside any request, and goes on counting versions for a second middleware', async () => {
    const events: ObserverEvent[] = [];
    const store = new session.MemoryStore();
    const make = observe(session, { onEvent: (event) => events.push(event) });
    const handler: express.RequestHandler = (req, res) => {
      Object.assign(req.session, { n: Math.random() });
      res.send(req.sessionID);
    };
    const first = express().use(make({ ...options, store }), handler);
    const sid = (await inject(first, '/')).payload;
    const second = express().use(make({ ...options, store, genid: () => sid }), handler);
    await inject(second, '/');
    const versions = events.flatMap((event) => (event.type === 'store-answered' ? [event.version] : []));
    expect(versions).toEqual([1, 2]);

    await new Promise<void>((done) => store.destroy(sid, () => done()));
    const told = events
      .filter((event) => event.type === 'store-called')
      .map(({ request, operation }) => ({ request, operation }));
    expect(told.at(-1)).toEqual({ request: null, operation: 'destroy' });
    expect(told).toHaveLength(3);
  });

  it('that says it is disconnected leaves requests without a session, with the reason', async () => {
    const events: ObserverEvent[] = [];
    const store = new session.MemoryStore();
    const middleware = observe(session, { onEvent: (event) => events.push(event) })({ ...options, store });
    const app = express().use(middleware, (req, res) => res.send(String(req.session)));
    store.emit('disconnect');
    expect((await inject(app, '/')).payload).toBe('undefined');
    store.emit('connect');
    expect((await inject(app, '/')).payload).toBe('[object Object]');
    const rules = events.flatMap((event) => (event.type === 'verdict' ? [event.verdict.rule] : []));
    expect(rules.slice(0, 2)).toEqual(['store-disconnected', 'no-cookie']);
    expect(events.filter(({ type }) => type === 'store-connection')).toHaveLength(2);
  });
});

describe('a listener that throws', () => {
  it('does not reach the app', async () => {
    const failing = observe(session, {
      onEvent: () => {
        throw new Error('listener');
      },
    });
    const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
    const app = express().use(failing({ secret: 'a', resave: false, saveUninitialized: true }), (_req, res) =>
      res.send('fine'),
    );
    expect((await inject(app, '/')).payload).toBe('fine');
    expect((await warned).message).toContain('listener');
  });
});
