import assert from 'node:assert/strict';
import type { Request, Response } from 'express';
import type session from 'express-session';
import { type Ground, onGround, type Session } from './ground.test-helper.ts';

const minute = 60_000;
type Handler = (req: Request, res: Response) => void;
type Handlers = Record<string, Handler>;
const write: Handler = (req, res) => {
  Object.assign(req.session, { value: Number(Reflect.get(req.session, 'value') ?? 0) + 1 });
  res.json(Reflect.get(req.session, 'value'));
};
const paths =
  (handlers: Handlers): Handler =>
  (req, res) =>
    (handlers[req.path] ?? ((_req, answer) => void answer.send('read')))(req, res);
const onlyOne = (store: Ground['store']) => JSON.parse(Object.values(store.sessions)[0] ?? 'null');
const bySaving = (given: session.SessionOptions['cookie']) => ({ options: { cookie: given } });

/** How sessions, their cookies and MemoryStore behave. `later` moves the clock on by so many ms. */
export const sessionBehaviours: Readonly<
  Record<string, (copy: Session, later: (ms: number) => void) => Promise<void>>
> = {
  'an expiry starts anew with each request, in the store and with rolling in the cookie': async (
    copy,
    later,
  ) => {
    for (const rolling of [false, true])
      await onGround(
        copy,
        { options: { rolling, cookie: { maxAge: minute } } },
        paths({ '/write': write }),
        async ({ ask, store }) => {
          const { cookie } = await ask('/write');
          assert.equal(onlyOne(store).cookie.originalMaxAge, minute);
          later(40_000);
          const { setCookie } = await ask('/', { cookie });
          const end = Date.now() + minute;
          assert.equal(new Date(onlyOne(store).cookie.expires).getTime(), end);
          assert.deepEqual(
            setCookie.map((line) => Date.parse(/Expires=([^;]*)/.exec(line)?.[1] ?? '')),
            rolling ? [Math.floor(end / 1000) * 1000] : [],
          );
          later(40_000);
          await ask('/write', { cookie });
          assert.equal(onlyOne(store).value, 2);
          assert.equal(new Date(onlyOne(store).cookie.expires).getTime(), Date.now() + minute);
        },
      );
  },
  'an expiry starts anew in a cookie that goes out before the end': (copy, later) => {
    const handler = paths({
      '/write': write,
      '/stream': (_req, res) => {
        res.write('a');
        res.end('b');
      },
    });
    const options = { rolling: true, cookie: { maxAge: minute } };
    return onGround(copy, { options }, handler, async ({ ask }) => {
      const { cookie } = await ask('/write');
      later(40_000);
      const [line = ''] = (await ask('/stream', { cookie })).setCookie;
      const end = Math.floor((Date.now() + minute) / 1000) * 1000;
      assert.equal(Date.parse(/Expires=([^;]*)/.exec(line)?.[1] ?? ''), end);
    });
  },
  'a stored expiry comes back as a date, with its original length': (copy, later) => {
    const handler = paths({
      '/write': write,
      '/cookie': (req, res) => {
        const { expires, originalMaxAge } = req.session.cookie;
        res.json([Object.prototype.toString.call(expires), originalMaxAge]);
      },
    });
    return onGround(copy, bySaving({ maxAge: minute }), handler, async ({ ask }) => {
      const { cookie } = await ask('/write');
      later(10_000);
      assert.equal((await ask('/cookie', { cookie })).body, `["[object Date]",${minute}]`);
    });
  },
  'an ID has 24 bytes': (copy) =>
    onGround(
      copy,
      {},
      (req, res) => void res.send(req.sessionID),
      async ({ ask }) => {
        assert.equal((await ask()).body.length, 32);
      },
    ),
  'touch by hand starts the expiry anew': (copy, later) => {
    const handler = paths({
      '/write': write,
      '/touch': (req, res) => {
        const before = Number(req.session.cookie.expires);
        later(5000);
        req.session.touch();
        res.json(Number(req.session.cookie.expires) - before);
      },
    });
    return onGround(copy, bySaving({ maxAge: minute }), handler, async ({ ask }) => {
      const { cookie } = await ask('/write');
      later(10_000);
      assert.equal((await ask('/touch', { cookie })).body, '15000');
    });
  },
  'a fixed expiry has the length that is left': (copy) => {
    const handler: Handler = (req, res) => {
      req.session.cookie.expires = new Date(Date.now() + 5000);
      res.json(req.session.cookie.originalMaxAge);
    };
    return onGround(copy, {}, handler, async ({ ask }) => assert.equal((await ask()).body, '5000'));
  },
  'a new ID is saved and told, though the new session is as empty as the old one': async (copy) => {
    const handler = paths({
      '/regenerate': (req, res) => void req.session.regenerate(() => res.send('regenerated')),
    });
    for (const saveUninitialized of [false, true])
      await onGround(copy, { options: { saveUninitialized } }, handler, async ({ ask, store }) => {
        const { cookie } = await ask('/');
        const [old = ''] = Object.keys(store.sessions);
        assert.equal(old !== '', saveUninitialized);
        const { setCookie } = await ask('/regenerate', { cookie });
        assert.equal(setCookie.length, 1);
        assert.ok(!(old in store.sessions) && Object.keys(store.sessions).length === 1);
      });
  },
  'what is in the cookie is no data, data of that name is': (copy) => {
    const handler = paths({
      '/write': (req, res) => {
        Object.assign(req.session, { prefs: { cookie: 'a' } });
        res.send('written');
      },
      '/cookie': (req, res) => {
        req.session.cookie.maxAge = 5000;
        res.send('changed');
      },
      '/prefs': (req, res) => {
        Object.assign(Reflect.get(req.session, 'prefs'), { cookie: 'b' });
        res.send('changed');
      },
    });
    return onGround(copy, {}, handler, async ({ ask, calls }) => {
      const { cookie } = await ask('/write');
      calls.length = 0;
      await ask('/cookie', { cookie });
      assert.deepEqual(calls, ['get', 'touch']);
      calls.length = 0;
      await ask('/prefs', { cookie });
      assert.deepEqual(calls, ['get', 'set']);
    });
  },
  'a session is saved under its own ID, though the request has another by now': (copy) => {
    const handler = paths({
      '/write': write,
      '/back': (req, res) => {
        const old = req.session;
        old.regenerate(() => old.save(() => res.json(old.id)));
      },
    });
    return onGround(copy, {}, handler, async ({ ask, store }) => {
      const { cookie } = await ask('/write');
      const { body } = await ask('/back', { cookie });
      assert.equal(JSON.parse(store.sessions[JSON.parse(body)] ?? '{}').value, 1);
    });
  },
  'a reload gives what is stored, and fails where nothing is': (copy) => {
    const handler = paths({
      '/write': write,
      '/reload': (req, res) => {
        Object.assign(req.session, { value: 7 });
        req.session.reload(() => res.json(Reflect.get(req.session, 'value')));
      },
      '/gone': (req, res) => {
        req.sessionStore.destroy(req.sessionID, () =>
          req.session.reload((error) => void res.send(String(error?.message))),
        );
      },
    });
    return onGround(copy, {}, handler, async ({ ask }) => {
      const { cookie } = await ask('/write');
      assert.equal((await ask('/reload', { cookie })).body, '1');
      assert.equal((await ask('/gone', { cookie })).body, 'failed to load session');
    });
  },
  'destroy takes the session from the request and from the store': (copy) => {
    const handler = paths({
      '/write': write,
      '/destroy': (req, res) => void req.session.destroy(() => res.send(typeof req.session)),
    });
    return onGround(copy, {}, handler, async ({ ask, store }) => {
      const { cookie } = await ask('/write');
      assert.equal((await ask('/destroy', { cookie })).body, 'undefined');
      assert.deepEqual(Object.keys(store.sessions), []);
    });
  },
  'regenerate destroys the old session, makes an empty one, and tells of an error': (copy) => {
    const failing: Record<string, object> = {};
    const handler = paths({
      '/write': write,
      '/regenerate': (req, res) =>
        void req.session.regenerate((error: unknown) => {
          res.json([Reflect.get(req.session, 'value') ?? null, error instanceof Error]);
        }),
    });
    return onGround(copy, { failing }, handler, async ({ ask, store }) => {
      const { cookie } = await ask('/write');
      const [old = ''] = Object.keys(store.sessions);
      assert.equal((await ask('/regenerate', { cookie })).body, '[null,false]');
      assert.ok(!(old in store.sessions));
      const { cookie: other } = await ask('/write');
      failing['destroy'] = new Error('no destroy');
      assert.equal((await ask('/regenerate', { cookie: other })).body, '[null,true]');
    });
  },
  'the ID is read-only, and data takes no method away': (copy) => {
    const handler = paths({
      '/write': write,
      '/id': (req, res) => {
        const { id } = req.session;
        try {
          req.session.id = 'mine';
        } catch {}
        res.json([id === req.session.id, typeof req.session.save]);
      },
    });
    return onGround(copy, {}, handler, async ({ ask, store }) => {
      const { cookie } = await ask('/write');
      const [sid = ''] = Object.keys(store.sessions);
      store.sessions[sid] = JSON.stringify({ ...onlyOne(store), save: 'data' });
      assert.equal((await ask('/id', { cookie })).body, '[true,"function"]');
    });
  },
  'MemoryStore touches the expiry alone, counts, clears, and drops what has expired': (copy, later) =>
    onGround(copy, {}, write, async ({ store }) => {
      const call = (act: (done: (error?: unknown, value?: unknown) => void) => void) =>
        new Promise<unknown>((resolve) => act((_error, value) => resolve(value)));
      const lasting = (ms: number) => ({
        cookie: { path: '/', originalMaxAge: ms, expires: new Date(Date.now() + ms) },
      });
      await call((done) => store.set('a', Object.assign(lasting(1000), { value: 1 }), done));
      await call((done) => store.touch('a', Object.assign(lasting(5000), { value: 2 }), done));
      later(2000);
      assert.deepEqual(Object(await call((done) => store.get('a', done))).value, 1);
      assert.equal(await call((done) => store.length(done)), 1);
      later(4000);
      assert.equal(await call((done) => store.get('a', done)), undefined);
      assert.deepEqual(Object.keys(store.sessions), []);
      await call((done) => store.set('b', lasting(1000), done));
      await call((done) => store.clear(done));
      assert.deepEqual(Object.keys(store.sessions), []);
    }),
  'a session that was saved by hand is not saved again, nor one that was saved after a reload': async (
    copy,
  ) => {
    const handler = paths({
      '/count': write,
      '/save': (req, res) => {
        Object.assign(req.session, { saved: true });
        req.session.save();
        res.send('saved');
      },
      '/reload': (req, res) => {
        req.session.reload(() => {
          Object.assign(req.session, { reloaded: true });
          req.session.save(() => res.send('reloaded'));
        });
      },
    });
    await onGround(copy, {}, handler, async ({ ask, calls }) => {
      await ask('/save');
      assert.deepEqual(calls, ['set']);
      const { cookie } = await ask('/count');
      calls.length = 0;
      await ask('/save', { cookie });
      assert.deepEqual(calls, ['get', 'set', 'touch']);
      calls.length = 0;
      await ask('/reload', { cookie });
      assert.deepEqual(calls, ['get', 'get', 'set', 'touch']);
    });
  },
};
