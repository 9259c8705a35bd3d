import fastifyCookie from '@fastify/cookie';
import fastifySession from '@fastify/session';
import fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ObserverEvent } from '../contract/events/events.ts';
import { observe } from './observe.ts';

const secret = 'a secret that is at least 32 characters long';
type Options = Partial<Parameters<typeof fastifySession>[1]>;
type Plugin = typeof fastifySession;

declare module 'fastify' {
  interface Session {
    n?: number;
  }
}

/** An app with the ways in which a handler uses its session. */
async function appWith(session: Plugin, options: Options = {}): Promise<FastifyInstance> {
  const app = fastify();
  onTestFinished(() => app.close());
  await app.register(fastifyCookie);
  let ids = 0;
  await app.register(session, {
    secret,
    idGenerator: () => `id-${++ids}`,
    cookie: { secure: false },
    ...options,
  });
  app.get('/read', async (request) => ({ n: request.session.get('n') ?? null }));
  app.get('/write', async (request) => request.session.set('n', (request.session.get('n') ?? 0) + 1));
  app.get('/regenerate', async (request) => {
    await request.session.regenerate();
    request.session.set('n', 10);
    return 'new';
  });
  app.get('/reload', async (request) => {
    await request.session.reload();
    return 'again';
  });
  app.get('/destroy', async (request) => {
    await request.session.destroy();
    return 'gone';
  });
  app.get('/fail', async () => {
    throw new Error('it fails');
  });
  return app;
}

/** A store as every one elsewhere is: it keeps texts, and answers later. */
function textStore(): NonNullable<Options['store']> & { texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    set: (sid, session, done) => {
      texts.set(sid, JSON.stringify(session));
      setImmediate(done);
    },
    get: (sid, done) => {
      const text = texts.get(sid);
      setImmediate(() => done(null, text === undefined ? null : JSON.parse(text)));
    },
    destroy: (sid, done) => {
      texts.delete(sid);
      setImmediate(done);
    },
  };
}

/** Sends what one browser would, one after the other. */
async function visit(app: FastifyInstance, paths: readonly string[]) {
  let cookie = '';
  const answers = [];
  for (const url of paths) {
    const answer = await app.inject({ url, headers: cookie === '' ? {} : { cookie } });
    const [given] = [answer.headers['set-cookie'] ?? []].flat();
    if (given !== undefined) cookie = given.split(';', 1)[0] ?? '';
    const { date: _, ...headers } = answer.headers;
    answers.push({ url, status: answer.statusCode, headers, body: answer.body });
  }
  return answers;
}

const brief = (events: readonly ObserverEvent[]) =>
  events.flatMap((event) => {
    if (event.type === 'session') return [`${event.origin} ${event.sid} v${event.version}`];
    if (event.type === 'changed') return [`changed ${event.changes.map(({ path }) => path)}`];
    if (event.type === 'store-called') return [`${event.operation} ${event.sid} base ${event.base}`];
    if (event.type === 'headers') return [`${event.status} ${event.setCookie.length}`];
    if (event.type === 'verdict') return [`verdict ${event.verdict.rule}`];
    return event.type === 'store-answered' ? [] : [event.type];
  });

describe('observe on @fastify/session', () => {
  const paths = [
    '/read',
    '/write',
    '/write',
    '/read',
    '/regenerate',
    '/read',
    '/reload',
    '/destroy',
    '/read',
    '/fail',
  ];

  it.each([
    ['its own store', {}],
    ['a store elsewhere', { store: textStore }],
    ['saves and cookies only where something changed', { saveUninitialized: false, rolling: false }],
    ['a prefix of its cookie', { cookiePrefix: 's:', cookieName: 'sid' }],
    ['a secure cookie on a connection that is none', { cookie: { secure: true } }],
    ['another path', { cookie: { secure: false, path: '/elsewhere' } }],
  ])('is the same to whoever asks: %s', async (_what, given) => {
    const settings = (): Options => ('store' in given ? { store: textStore() } : given);
    const bare = await visit(await appWith(fastifySession, settings()), paths);
    const events: ObserverEvent[] = [];
    const observed = observe(fastifySession, { onEvent: (event) => events.push(event) });
    const told = await visit(await appWith(observed, settings()), paths);
    expect(told).toEqual(bare);
    expect(events.filter(({ type }) => type === 'responded')).toHaveLength(paths.length);
    const lines = events.flatMap((event) => (event.type === 'headers' ? event.setCookie : []));
    expect(lines).toEqual(bare.flatMap(({ headers }) => headers['set-cookie'] ?? []));
  });

  it('tells what happens, and no reason: its rules are not those of express-session', async () => {
    const events: ObserverEvent[] = [];
    const observed = observe(fastifySession, { onEvent: (event) => events.push(event) });
    const app = await appWith(observed, { store: textStore(), rolling: false });
    const of = async (path: string, cookie?: string) => {
      events.length = 0;
      const answer = await app.inject({ url: path, headers: cookie === undefined ? {} : { cookie } });
      const [line] = [answer.headers['set-cookie'] ?? []].flat();
      return { told: brief(events), cookie: line?.split(';', 1)[0] ?? cookie };
    };
    const first = await of('/write');
    expect(first.told).toEqual([
      'arrived',
      'generated id-1 vnull',
      'changed n',
      'set id-1 base null',
      '200 1',
      'responded',
    ]);
    expect((await of('/read', first.cookie)).told).toEqual([
      'arrived',
      'get id-1 base null',
      'loaded id-1 v1',
      '200 0',
      'responded',
    ]);
    expect((await of('/reload', first.cookie)).told).toContain('reloaded id-1 v1');
    const second = await of('/regenerate', first.cookie);
    expect(second.told).toEqual([
      'arrived',
      'get id-1 base null',
      'loaded id-1 v1',
      'destroy id-1 base 1',
      'set id-2 base null',
      'regenerated id-2 v1',
      'changed n',
      'set id-2 base 1',
      '200 1',
      'responded',
    ]);
    expect((await of('/destroy', second.cookie)).told).toEqual([
      'arrived',
      'get id-2 base null',
      'loaded id-2 v2',
      'destroy id-2 base 2',
      'changed n',
      '200 0',
      'responded',
    ]);
  });

  it('finds the write that one of two overlapping requests loses to the other', async () => {
    const events: ObserverEvent[] = [];
    const app = await appWith(observe(fastifySession, { onEvent: (event) => events.push(event) }), {
      store: textStore(),
    });
    const { headers } = await app.inject('/write');
    const cookie = String(headers['set-cookie']).split(';', 1)[0] ?? '';
    events.length = 0;
    await Promise.all([
      app.inject({ url: '/write', headers: { cookie } }),
      app.inject({ url: '/read', headers: { cookie } }),
    ]);
    const anomalies = events.filter(({ type }) => type === 'anomaly');
    expect(anomalies).toMatchObject([{ kind: 'lost update', request: '3', other: '2', paths: ['n'] }]);
  });
});
