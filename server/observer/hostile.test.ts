import express from 'express';
import session, { type SessionOptions } from 'express-session';
import inject from 'light-my-request';
import { describe, expect, it } from 'vitest';
import type { ObserverEvent } from '../contract/events/events.ts';
import { type ObserverSettings, observe } from './observe.ts';

const base = { secret: 'a', resave: false, saveUninitialized: true } satisfies SessionOptions;

/** What an app answers, stores and asks of its options, bare and observed. */
async function bothWays(
  make: (use: typeof session) => { app: express.Express; left?: () => unknown },
  settings: Partial<ObserverSettings> = {},
) {
  const visit = async (use: typeof session) => {
    const { app, left } = make(use);
    const first = await inject(app, '/');
    const cookie = String(first.headers['set-cookie']).split(';', 1)[0] ?? '';
    const second = await inject(app, { url: '/', headers: { cookie } });
    await new Promise(setImmediate);
    const told = ({ statusCode, payload }: inject.Response) => ({ statusCode, payload });
    return { first: told(first), second: told(second), left: left?.() };
  };
  const events: ObserverEvent[] = [];
  const bare = await visit(session);
  const observed = await visit(observe(session, { onEvent: (event) => events.push(event), ...settings }));
  expect(observed).toEqual(bare);
  return { bare, events };
}

const visited = (use: typeof session, options: unknown, handler?: express.RequestHandler) => {
  const app = express().use(Reflect.apply(use, null, [options]));
  app.use(handler ?? ((req, res) => void res.send(typeof req.session)));
  app.use(((error: unknown, _req, res, _next) => {
    res.status(500).end(typeof error);
  }) satisfies express.ErrorRequestHandler);
  return { app };
};

describe('options', () => {
  it('may be frozen, with a store and a function of cookies', async () => {
    const { bare } = await bothWays((use) =>
      visited(
        use,
        Object.freeze({ ...base, store: new session.MemoryStore(), cookie: () => ({ maxAge: 1000 }) }),
      ),
    );
    expect(bare.first).toEqual({ statusCode: 200, payload: 'object' });
  });

  it('may be of a class with private fields, whose getters are read as often as without', async () => {
    const { bare } = await bothWays((use) => {
      const reads: string[] = [];
      class Options {
        readonly #store = new session.MemoryStore();
        get store() {
          reads.push('store');
          return this.#store;
        }
        get secret() {
          reads.push('secret');
          return 'a';
        }
        get resave() {
          reads.push('resave');
          return false;
        }
        readonly saveUninitialized = true;
      }
      return { ...visited(use, new Options()), left: () => reads };
    });
    expect(bare.left).toContain('secret');
  });
});

describe('who listens', () => {
  it('may be async and reject: that is a warning, once', async () => {
    const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
    await bothWays((use) => visited(use, base), {
      onEvent: async () => {
        throw new Error('too late to catch');
      },
    });
    expect((await warned).message).toContain('too late to catch');
  });

  it.each<[string, Partial<ObserverSettings>]>([
    [
      'throws an object without a prototype',
      {
        onEvent: () => {
          throw Object.create(null);
        },
      },
    ],
    [
      'cannot name a request',
      {
        requestId: () => {
          throw new Error('no name');
        },
      },
    ],
    [
      'throws an error with a getter that throws',
      {
        onEvent: () => {
          throw Object.defineProperty(new Error(), 'message', {
            get() {
              throw new Error('inner');
            },
          });
        },
      },
    ],
  ])('%s: the app answers as without', async (_words, settings) => {
    const { bare } = await bothWays((use) => visited(use, base), settings);
    expect(bare.second.statusCode).toBe(200);
  });
});

describe('what a store answers with and what an ID is', () => {
  const hostile: Array<[string, () => unknown]> = [
    ['an object without a prototype', () => Object.create(null)],
    [
      'an error whose text throws',
      () =>
        Object.defineProperty(new Error(), 'message', {
          get() {
            throw new Error('inner');
          },
        }),
    ],
    [
      'a Proxy that throws at everything',
      () =>
        new Proxy(
          {},
          {
            getPrototypeOf() {
              throw new Error('inner');
            },
          },
        ),
    ],
    ['a symbol', () => Symbol('x')],
  ];
  it.each(hostile)('a save that fails with %s', async (_name, make) => {
    const { bare } = await bothWays((use) => {
      const store = new session.MemoryStore();
      store.set = (_sid, _session, done) => done?.(make());
      return visited(use, { ...base, store });
    });
    expect(bare.first.statusCode).toBe(200);
  });

  it.each(hostile)('a load that fails with %s', async (_name, make) => {
    const { bare } = await bothWays((use) => {
      const store = new session.MemoryStore();
      store.get = (_sid, done) => done(make());
      return visited(use, { ...base, store });
    });
    expect(bare.second.statusCode).toBe(500);
  });

  it('a session ID that is an object without a prototype', async () => {
    const { bare } = await bothWays((use) => visited(use, { ...base, genid: () => Object.create(null) }));
    expect(bare.first.statusCode).toBe(200);
  });
});

describe('a session that notices being read', () => {
  const counted = (where: 'top' | 'deep' | 'proxy') => (use: typeof session) => {
    const store = new session.MemoryStore();
    const counts = { reads: 0, saved: '' };
    const handler: express.RequestHandler = (req, res) => {
      const count = () => {
        counts.reads += 1;
        return counts.reads;
      };
      const getter = { configurable: true, enumerable: true, get: count };
      if (where === 'top') Object.defineProperty(req.session, 'reads', getter);
      else if (where === 'deep')
        Object.assign(req.session, { stats: Object.defineProperty({}, 'reads', getter) });
      else Object.assign(req.session, { stats: new Proxy({ reads: 0 }, { get: count }) });
      req.session.save(() => res.send('x'));
    };
    const left = () => {
      const sessions: Record<string, string> = Reflect.get(store, 'sessions');
      const data = Object.values(sessions).map((text) => ({ ...JSON.parse(text), cookie: null }));
      return { reads: counts.reads, data };
    };
    return { ...visited(use, { ...base, store }, handler), left };
  };

  it.each(['top', 'deep', 'proxy'] as const)(
    'by a getter or a Proxy (%s) is read as often as without, and says so',
    async (where) => {
      const { bare, events } = await bothWays(counted(where));
      expect(bare.left).toMatchObject({ data: [expect.anything()] });
      const rules = events.flatMap((event) => (event.type === 'verdict' ? [event.verdict.rule] : []));
      expect(rules.filter((rule) => rule === 'left-unread')).toHaveLength(2);
      expect(rules.filter((rule) => /^(save|touch|nothing|cookie)/.test(rule))).toEqual([]);
    },
  );

  it('is none that holds ordinary objects: those are told of as ever', async () => {
    const { events } = await bothWays((use) =>
      visited(use, base, (req, res) => {
        Object.assign(req.session, { cart: { apples: [1, 2] }, at: new Date(0) });
        res.send('x');
      }),
    );
    const rules = events.flatMap((event) => (event.type === 'verdict' ? [event.verdict.rule] : []));
    expect(rules).not.toContain('left-unread');
    expect(rules).toContain('save-new-modified');
  });
});
