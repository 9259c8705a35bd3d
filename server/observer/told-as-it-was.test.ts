import express, { type RequestHandler } from 'express';
import session from 'express-session';
import inject from 'light-my-request';
import { describe, expect, it } from 'vitest';
import type { ObserverEvent } from '../contract/events/events.ts';
import { explain } from '../contract/verdicts/verdict.ts';
import { observe } from './observe.ts';
import { takeSession } from './snapshot.ts';
import { StoreMirror } from './store-mirror.ts';

/** The events of two visits of one visitor. */
async function twoVisits(handler: RequestHandler, store: session.Store = new session.MemoryStore()) {
  const events: ObserverEvent[] = [];
  const make = observe(session, { onEvent: (event) => events.push(event) });
  const app = express().use(make({ secret: 'a', resave: false, saveUninitialized: false, store }), handler);
  const [line = ''] = [(await inject(app, '/')).headers['set-cookie']].flat();
  await inject(app, { url: '/', headers: { cookie: line.split(';', 1)[0] } });
  return events;
}

const changesOf = (events: readonly ObserverEvent[]) =>
  events.flatMap((event) => (event.type === 'changed' ? [[event.seenAt, event.changes]] : []));

describe('a touch', () => {
  /** What the store does with a touch that express-session gives it. */
  const touches: Record<string, session.Store['touch']> = {
    'gets and sets the whole': function (this: session.MemoryStore, sid, touched, done) {
      this.get(sid, (_error, stored) => {
        if (!stored) return done?.();
        this.set(sid, { ...stored, cookie: touched.cookie }, done);
      });
    },
    'finds that the session was destroyed': function (this: session.MemoryStore, sid, _touched, done) {
      this.destroy(sid, done);
    },
  };

  it.each(Object.entries(touches))('that %s is not said to move the expiry alone', async (_what, touch) => {
    const store = Object.assign(new session.MemoryStore(), { touch });
    const events = await twoVisits((req, res) => {
      if (Reflect.get(req.session, 'user') === undefined) Object.assign(req.session, { user: 'alice' });
      res.send('x');
    }, store);
    const told = events.flatMap((event) =>
      event.type === 'verdict' && event.verdict.rule === 'touch-unmodified' ? [explain(event.verdict)] : [],
    );
    expect(told).toEqual([
      'Touched, not saved: nothing changed, and resave is off. The store is asked to move the session’s expiry.',
    ]);
  });
});

describe('an event tells what was true when it happened', () => {
  const writer: RequestHandler = (req, res) => {
    const cart: { apples?: number } = Reflect.get(req.session, 'cart') ?? {};
    cart.apples = (cart.apples ?? 0) + 1;
    Object.assign(req.session, { cart });
    res.send('x');
  };

  it('whenever its changes are asked for', async () => {
    expect(changesOf(await twoVisits(writer))).toEqual([
      ['end', [{ path: 'cart', after: { apples: 1 } }]],
      ['end', [{ path: 'cart.apples', before: 1, after: 2 }]],
    ]);
  });

  it('and has them wherever it is copied, cloned or written', async () => {
    const changed = (await twoVisits(writer)).filter(({ type }) => type === 'changed');
    const changes = [
      [{ path: 'cart', after: { apples: 1 } }],
      [{ path: 'cart.apples', before: 1, after: 2 }],
    ];
    for (const copied of [
      changed.map((event) => ({ ...event })),
      structuredClone(changed),
      JSON.parse(JSON.stringify(changed)),
    ])
      expect(copied).toMatchObject(changes.map((each) => ({ type: 'changed', changes: each })));
  });

  it('of a session as the store writes it, where its cookie does not come first or it writes itself', async () => {
    const events = await twoVisits((req, res) => {
      Object.assign(req.session, { 5: 'five', toJSON: () => ({ cookie: req.session.cookie, n: 1 }) });
      res.send('x');
    });
    const texts = events.flatMap((event) =>
      event.type === 'store-called' && event.operation === 'set' ? [event.session] : [],
    );
    const versions = events.flatMap((event) => (event.type === 'store-answered' ? [event.version] : []));
    expect(texts).toHaveLength(2);
    for (const text of texts) expect(JSON.parse(text ?? '')).toMatchObject({ n: 1 });
    expect(versions).toEqual([1, 1, 2]);
  });

  it('of a store that puts a key into the session that it is given', async () => {
    class Stamping extends session.MemoryStore {
      override set(...[sid, data, done]: Parameters<session.MemoryStore['set']>) {
        Object.assign(data, { savedBy: 'store' });
        super.set(sid, data, done);
      }
    }
    const [first] = changesOf(await twoVisits(writer, new Stamping())).filter(([at]) => at === 'headers');
    expect(first).toEqual(['headers', [{ path: 'savedBy', after: 'store' }]]);
  });

  it('of what is changed deep in a session just before the headers', async () => {
    const events = await twoVisits((req, res) => {
      const cart = { apples: 1 };
      Object.assign(req.session, { cart });
      const { writeHead } = res;
      Reflect.set(res, 'writeHead', (...args: unknown[]) => {
        cart.apples = 2;
        return Reflect.apply(writeHead, res, args);
      });
      res.send('x');
    });
    expect(changesOf(events)).toContainEqual(['headers', [{ path: 'cart.apples', before: 1, after: 2 }]]);
  });
});

describe('what is kept of a store', () => {
  it('is bounded by its length: of long sessions fewer are remembered than of short ones', () => {
    const remembered = (length: number): number => {
      const mirror = new StoreMirror();
      for (let i = 0; i < 2_000; i += 1)
        mirror.set(`s${i}`, takeSession({ cookie: {}, n: i, text: 'x'.repeat(length) }));
      return Array.from({ length: 2_000 }, (_, i) => mirror.stored(`s${i}`).version).filter(Boolean).length;
    };
    expect(remembered(10)).toBe(2_000);
    const long = remembered(20_000);
    expect(long).toBeGreaterThan(100);
    expect(long).toBeLessThan(1_000);
  });
});
