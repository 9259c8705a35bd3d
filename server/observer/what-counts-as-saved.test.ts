import express from 'express';
import session, { type SessionOptions } from 'express-session';
import inject from 'light-my-request';
import { describe, expect, it } from 'vitest';
import type { ObserverEvent } from '../contract/events/events.ts';
import { verdictRules } from '../contract/verdicts/verdict.ts';
import { createDeferred } from '../threads/deferred.ts';
import { observe } from './observe.ts';

const base = { secret: 'a', resave: false, saveUninitialized: false } satisfies SessionOptions;

/** Seeds a session, then runs the handler with it; answers the events of that second request. */
async function second(
  options: Partial<SessionOptions>,
  handler: express.RequestHandler,
  store = new session.MemoryStore(),
) {
  const events: ObserverEvent[] = [];
  const make = observe(session, { onEvent: (event) => events.push(event) });
  const app = express().use(make({ ...base, ...options, store }));
  app.get('/seed', (req, res) => {
    Object.assign(req.session, { a: 1 });
    res.send('seeded');
  });
  app.get('/', handler);
  const seeded = await inject(app, '/seed');
  const cookie = String(seeded.headers['set-cookie']).split(';', 1)[0] ?? '';
  return async () => {
    events.length = 0;
    await inject(app, { url: '/', headers: { cookie } });
    return events;
  };
}

function verdictsOf(events: ObserverEvent[]) {
  const verdicts = events.flatMap((event) => (event.type === 'verdict' ? [event.verdict] : []));
  for (const { rule, actual } of verdicts) expect(actual, rule).toBe(verdictRules[rule].decision);
  return verdicts.map(({ rule }) => rule);
}

describe('verdicts hold where a handler goes its own way', () => {
  it('a session that is given to the store directly does not count as saved', async () => {
    const run = await second({}, (req, res) => {
      Object.assign(req.session, { b: 1 });
      req.sessionStore.set(req.sessionID, req.session, () => res.send('x'));
    });
    expect(verdictsOf(await run())).toContain('save-modified');
  });

  it('a save of the copy from before a reload counts', async () => {
    const run = await second({ resave: true }, (req, res) => {
      const old = req.session;
      old.reload(() => old.save(() => res.send('x')));
    });
    expect(verdictsOf(await run())).toContain('touch-already-saved');
  });

  it('stored data that cannot get into a session counts as changed', async () => {
    const store = new session.MemoryStore();
    const run = await second({}, (_req, res) => void res.send('x'), store);
    const sessions: Record<string, string> = Reflect.get(store, 'sessions');
    for (const [sid, text] of Object.entries(sessions))
      sessions[sid] = JSON.stringify({ ...JSON.parse(text), valueOf: 1 });
    expect(verdictsOf(await run())).toContain('save-modified');
  });

  it('a response that is ended in a lost context destroys as its own request', async () => {
    const waiting = createDeferred<express.Response>();
    const ended = waiting.promise.then((res) => res.end('x'));
    const run = await second({ unset: 'destroy' }, (req, res) => {
      Reflect.set(req, 'session', null);
      waiting.resolve(res);
    });
    const events = await run();
    await ended;
    expect(verdictsOf(events)).toContain('destroy-unset');
    const call = events.find((event) => event.type === 'store-called' && event.operation === 'destroy');
    expect(call).toMatchObject({ request: '2' });
  });

  it('a cookie of the same name that the handler writes itself is not taken for the middleware’s', async () => {
    const run = await second({}, (_req, res) => {
      res.writeHead(200, { 'Set-Cookie': 'connect.sid=mine' });
      res.end('x');
    });
    const events = await run();
    expect(verdictsOf(events)).toContain('no-cookie-unmodified');
    expect(events.find(({ type }) => type === 'headers')).toMatchObject({ setCookie: ['connect.sid=mine'] });
  });

  it('a secret put first into the array later leaves the old one second', async () => {
    const secret = ['old'];
    const run = await second({ secret }, (_req, res) => void res.send('x'));
    secret.unshift('new');
    const found = (await run()).find((event) => event.type === 'verdict');
    expect(found?.verdict.inputs['secret']).toBe(2);
  });
});
