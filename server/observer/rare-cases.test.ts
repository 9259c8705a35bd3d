import express from 'express';
import session, { type SessionOptions } from 'express-session';
import inject from 'light-my-request';
import { describe, expect, it } from 'vitest';
import type { ObserverEvent } from '../contract/events/events.ts';
import { explain } from '../contract/verdicts/verdict.ts';
import { markWork } from './mark-work.ts';
import { observe } from './observe.ts';

const base = { secret: 'a', resave: false, saveUninitialized: false } satisfies SessionOptions;

function watch(options: SessionOptions, handler: express.RequestHandler) {
  const events: ObserverEvent[] = [];
  const make = observe(session, { onEvent: (event) => events.push(event) });
  const app = express().use(make(options), handler);
  app.use(((error, _req, res, next) => {
    if (res.headersSent) return next();
    res.status(500).send(String(error));
  }) satisfies express.ErrorRequestHandler);
  return { app, events, make };
}

const verdictsOf = (events: ObserverEvent[]) =>
  events.flatMap((event) =>
    event.type === 'verdict' ? [{ rule: event.verdict.rule, actual: event.verdict.actual }] : [],
  );
const rulesOf = (events: ObserverEvent[]) => verdictsOf(events).map(({ rule }) => rule);

describe('rare decisions are told too', () => {
  it('a second session middleware leaves the first one’s session alone', async () => {
    const events: ObserverEvent[] = [];
    const make = observe(session, { onEvent: (event) => events.push(event) });
    const app = express().use(make(base), make(base), (_req, res) => res.send('x'));
    await inject(app, '/');
    expect(rulesOf(events)).toContain('already-present');
    expect(events.filter(({ type }) => type === 'arrived')).toHaveLength(1);
  });

  it('without any secret the error goes to Express', async () => {
    const { app, events } = watch(
      { resave: false, saveUninitialized: false } as SessionOptions,
      (_req, res) => res.send('x'),
    );
    expect((await inject(app, '/')).statusCode).toBe(500);
    expect(verdictsOf(events)).toEqual([{ rule: 'no-secret', actual: 'error' }]);
  });

  it('outside the cookie’s path there is no session, and the sentence names both paths', async () => {
    const { app, events } = watch({ ...base, cookie: { path: '/app' } }, (_req, res) => res.send('x'));
    await inject(app, '/other?x=1');
    const [verdict] = events.flatMap((event) => (event.type === 'verdict' ? [event.verdict] : []));
    expect(verdict?.actual).toBe('no session');
    expect(verdict && explain(verdict)).toContain('/other is not under the cookie’s path /app');
  });

  it('a store that cannot be read', async () => {
    const store = new session.MemoryStore();
    const { app, events } = watch({ ...base, store }, (req, res) => {
      Object.assign(req.session, { a: 1 });
      res.send('x');
    });
    const cookie = String((await inject(app, '/')).headers['set-cookie']).split(';')[0] ?? '';
    store.get = (_sid, done) => done(new Error('out of order'));
    events.length = 0;
    const again = watch({ ...base, store }, (_req, res) => res.send('x'));
    const answer = await inject(again.app, { url: '/', headers: { cookie } });
    expect(answer.payload).toContain('out of order');
    expect(verdictsOf(again.events)).toEqual([
      { rule: 'load-failed', actual: 'error' },
      { rule: 'nothing-no-session', actual: 'nothing' },
      { rule: 'no-cookie-no-session', actual: 'withheld' },
    ]);
  });

  it('a save that fails after the response began is told as the store’s answer and as an error', async () => {
    const store = new session.MemoryStore();
    store.set = (_sid, _session, done) => done?.(new Error('disk full'));
    const { app, events } = watch({ ...base, store }, (req, res) => {
      Object.assign(req.session, { a: 1 });
      res.send('x');
    });
    expect((await inject(app, '/')).statusCode).toBe(200);
    await new Promise(setImmediate);
    expect(events.find(({ type }) => type === 'store-answered')).toMatchObject({
      operation: 'set',
      error: 'disk full',
    });
    expect(events.find(({ type }) => type === 'error')).toMatchObject({ message: 'disk full' });
  });

  it('a cookie that cannot be written', async () => {
    const { app, events } = watch({ ...base, cookie: { domain: 'not a domain;' } }, (req, res) => {
      Object.assign(req.session, { a: 1 });
      res.send('x');
    });
    await inject(app, '/');
    expect(verdictsOf(events)).toContainEqual({ rule: 'cookie-not-serializable', actual: 'failed' });
  });

  it('a session ID that is no string', async () => {
    const { app, events } = watch({ ...base, genid: () => 5 as never }, (req, res) => {
      Object.assign(req.session, { a: 1 });
      res.send('x');
    });
    await inject(app, '/');
    expect(rulesOf(events)).toEqual(['no-cookie', 'nothing-bogus-id', 'no-cookie-bogus-id']);
  });

  it('what a handler does between the marks of its work is told where it is seen', async () => {
    const { app, events } = watch(base, (req, res) => {
      Object.assign(req.session, { before: 1 });
      markWork(req, 'start');
      markWork(req, 'end');
      Object.assign(req.session, { after: { deep: 2 } });
      res.send('x');
    });
    await inject(app, '/');
    const changed = events.flatMap((event) =>
      event.type === 'changed' ? [[event.seenAt, event.changes]] : [],
    );
    expect(changed).toEqual([
      ['work', [{ path: 'before', after: 1 }]],
      ['end', [{ path: 'after', after: { deep: 2 } }]],
    ]);
  });

  it('a response that is streamed, and one that is ended twice, decide once', async () => {
    const { app, events } = watch(base, (req, res) => {
      Object.assign(req.session, { a: 1 });
      res.write('part');
      res.end('rest');
      res.end();
    });
    expect((await inject(app, '/')).payload).toBe('partrest');
    expect(rulesOf(events)).toEqual(['no-cookie', 'cookie-for-new-modified', 'save-new-modified']);
    expect(events.filter(({ type }) => type === 'responded')).toHaveLength(1);
  });
});
