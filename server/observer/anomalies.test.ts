import express from 'express';
import session from 'express-session';
import inject from 'light-my-request';
import { describe, expect, it } from 'vitest';
import type { ObserverEvent } from '../contract/events/events.ts';
import { watchSessions } from './assert.ts';
import { observe } from './observe.ts';

/** An app whose requests wait, after they have changed their session, until they are let go by their name. */
function heldApp(given?: typeof session) {
  const events: ObserverEvent[] = [];
  const gates = new Map<string, () => void>();
  const app = express();
  const make = given ?? observe(session, { onEvent: (event) => events.push(event) });
  app.use(make({ secret: 'a', resave: false, saveUninitialized: false }));
  app.get('/:what', async (req, res) => {
    const { what = '' } = req.params;
    if (what === 'logout') await new Promise<void>((done) => req.session.destroy(() => done()));
    else if (what !== 'read') Object.assign(req.session, { [what]: 'yes' });
    if (req.query['held'] !== undefined) await new Promise<void>((go) => gates.set(what, go));
    res.send('ok');
  });
  let cookie: string | undefined;
  const visit = async (what: string) => {
    const answer = await inject(app, { url: `/${what}`, headers: cookie === undefined ? {} : { cookie } });
    const [line] = [answer.headers['set-cookie'] ?? []].flat();
    cookie ??= line?.split(';', 1)[0];
  };
  const held = async (what: string) => {
    const done = visit(`${what}?held`);
    await expect.poll(() => gates.has(what)).toBe(true);
    return async () => {
      gates.get(what)?.();
      await done;
    };
  };
  const anomalies = () => events.flatMap((event) => (event.type === 'anomaly' ? [event] : []));
  return { visit, held, anomalies };
}

describe('anomalies are told as they happen, with both requests', () => {
  it('a write that is overwritten by who had not read it, and none where they take turns', async () => {
    const { visit, held, anomalies } = heldApp();
    await visit('login');
    await visit('apples');
    expect(anomalies()).toEqual([]);
    const letGo = await held('pears');
    await visit('plums');
    await letGo();
    expect(anomalies()).toMatchObject([{ kind: 'lost update', request: '3', other: '4', paths: ['plums'] }]);
  });

  it('a logout that is undone', async () => {
    const { visit, held, anomalies } = heldApp();
    await visit('login');
    const letGo = await held('apples');
    await visit('logout');
    await letGo();
    expect(anomalies()).toMatchObject([{ kind: 'lost delete', request: '2', other: '3' }]);
  });

  it('two sessions for one browser', async () => {
    const { visit, held, anomalies } = heldApp();
    const letGo = await held('apples');
    await visit('pears');
    await letGo();
    expect(anomalies()).toMatchObject([{ kind: 'duplicate session', request: '1', other: '2' }]);
  });

  it('a save over what was not read, of which nothing is lost', async () => {
    const { visit, held, anomalies } = heldApp();
    await visit('login');
    const letGo = await held('apples');
    await visit('apples');
    await letGo();
    expect(anomalies()).toMatchObject([{ kind: 'stale base', request: '2', other: '3', paths: [] }]);
  });
});

describe('a test can say that no write was lost while it ran', () => {
  it('and is told which, with both requests, where one was', async () => {
    const watched = watchSessions(session);
    const { visit, held } = heldApp(watched.session);
    await visit('login');
    watched.assertNoWriteLost();
    const letGo = await held('pears');
    await visit('plums');
    await letGo();
    expect(() => watched.assertNoWriteLost()).toThrow(
      /^Lost update: GET \/pears\?held \(#2\) saved session .* what GET \/plums \(#3\) wrote, so plums is gone\.$/,
    );
    watched.assertNoWriteLost();
  });
});
