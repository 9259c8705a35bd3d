import assert from 'node:assert/strict';
import { unsign } from 'cookie-signature';
import type { Request, RequestHandler, Response } from 'express';
import { onGround } from './ground.test-helper.ts';
import { type Behaviour, byPath, count, read } from './handlers.test-helper.ts';

const sidOf = (line = ''): string => decodeURIComponent(/=([^;]*)/.exec(line)?.[1] ?? '');
const has = (line: string | undefined, text: string): boolean => (line ?? '').includes(text);
const overTls = { 'x-forwarded-proto': 'https' };
const resave = { resave: true };
const always = { saveUninitialized: true };

/** How express-session behaves, each in one sentence: all hold on it, and no defect leaves all of them. */
export const behaviours: Readonly<Record<string, Behaviour>> = {
  'a changed new session brings a cookie for the whole site that scripts do not see, and is found again': (
    copy,
  ) =>
    onGround(copy, {}, count, async ({ ask, store }) => {
      const { setCookie, cookie } = await ask();
      assert.match(setCookie[0] ?? '', /^connect\.sid=s%3A[^;]{60,}; Path=\/; HttpOnly$/);
      assert.equal((await ask('/', { cookie })).body, '{"views":2}');
      assert.equal(Object.keys(store.sessions).length, 1);
    }),
  'name and genid are taken': (copy) =>
    onGround(copy, { options: { name: 'app', genid: () => 'mine' } }, count, async ({ ask, store }) => {
      assert.ok(has((await ask()).setCookie[0], 'app=s%3Amine.'));
      assert.deepEqual(Object.keys(store.sessions), ['mine']);
    }),
  'a request that only reads is touched, and saved with resave': async (copy) => {
    const handler = byPath({ '/count': count });
    for (const [options, last] of [[{}, 'touch'] as const, [resave, 'set'] as const])
      await onGround(copy, { options }, handler, async ({ ask, calls }) => {
        const { cookie } = await ask('/count');
        assert.deepEqual(calls, ['set']);
        await ask('/', { cookie });
        assert.deepEqual(calls, ['set', 'get', last]);
      });
  },
  'a new session that is not changed is saved, and brings a cookie, with saveUninitialized alone': async (
    copy,
  ) => {
    await onGround(copy, {}, read, async ({ ask, calls }) => {
      assert.deepEqual([(await ask()).setCookie, calls], [[], []]);
    });
    await onGround(copy, { options: always }, read, async ({ ask, calls }) => {
      assert.deepEqual([(await ask()).setCookie.length, calls], [1, ['set']]);
    });
  },
  'a cookie is sent again with rolling, or where a session with an expiry was changed': async (copy) => {
    const handler = byPath({ '/count': count });
    const cases = [
      [{}, '/', 0],
      [{}, '/count', 0],
      [{ rolling: true }, '/', 1],
      [{ cookie: { maxAge: 60_000 } }, '/', 0],
      [{ cookie: { maxAge: 60_000 } }, '/count', 1],
    ] as const;
    for (const [options, path, sent] of cases)
      await onGround(copy, { options }, handler, async ({ ask }) => {
        const { cookie } = await ask('/count');
        assert.equal((await ask(path, { cookie })).setCookie.length, sent);
      });
  },
  'unset decides what becomes of a session that is gone from the request': async (copy) => {
    const unset = (req: Request, res: Response) => {
      Reflect.set(req, 'session', null);
      res.send('unset');
    };
    for (const [keeps, left] of [['destroy', 0] as const, ['keep', 1] as const])
      await onGround(
        copy,
        { options: { unset: keeps } },
        byPath({ '/count': count, '/unset': unset }),
        async ({ ask, store }) => {
          const { cookie } = await ask('/count');
          await ask('/unset', { cookie });
          assert.equal(Object.keys(store.sessions).length, left);
        },
      );
  },
  'auto follows the connection, as the proxy tells it': (copy) =>
    onGround(
      copy,
      { options: { proxy: true, cookie: { secure: 'auto', sameSite: Object('auto').valueOf() } } },
      count,
      async ({ ask }) => {
        const [plain] = (await ask()).setCookie;
        assert.ok(has(plain, 'SameSite=Lax') && !has(plain, 'Secure'));
        for (const proto of ['https', 'HTTPS', 'https, http']) {
          const [secure] = (await ask('/', { headers: { 'x-forwarded-proto': proto } })).setCookie;
          assert.ok(has(secure, 'SameSite=None') && has(secure, 'Secure'), proto);
        }
      },
    ),
  'a Secure cookie goes over TLS alone, as the socket, the proxy option or Express says': async (copy) => {
    const cookie = { secure: true };
    const tls: RequestHandler = (req, _res, next) => {
      Object.defineProperty(req, 'connection', { value: { encrypted: true } });
      next();
    };
    const cases = [
      [{ options: { cookie } }, 0],
      [{ options: { cookie }, before: tls }, 1],
      [{ options: { cookie }, trustProxy: true }, 1],
      [{ options: { cookie, proxy: false }, trustProxy: true }, 0],
      [{ options: { cookie, proxy: true } }, 1],
    ] as const;
    for (const [settings, sent] of cases)
      await onGround(copy, settings, count, async ({ ask }) => {
        assert.equal((await ask('/', { headers: overTls })).setCookie.length, sent, JSON.stringify(settings));
      });
  },
  'a cookie function is asked for each new session': (copy) => {
    const cookie = (req: Request) => ({ domain: String(req.headers['x-domain']) });
    return onGround(copy, { options: { cookie } }, count, async ({ ask }) => {
      for (const domain of ['a.example', 'b.example']) {
        const { setCookie } = await ask('/', { headers: { 'x-domain': domain } });
        assert.ok(has(setCookie[0], `Domain=${domain}`));
      }
    });
  },
  'every attribute that is asked for is written': (copy) => {
    const cookie = { domain: 'a.example', sameSite: 'strict', priority: 'high', partitioned: true } as const;
    return onGround(copy, { options: { cookie: { ...cookie, httpOnly: false } } }, count, async ({ ask }) => {
      const [line] = (await ask()).setCookie;
      for (const text of ['Domain=a.example', 'SameSite=Strict', 'Priority=High', 'Partitioned'])
        assert.ok(has(line, text), text);
      assert.ok(!has(line, 'HttpOnly'));
    });
  },
  'while the store is disconnected there is no session': (copy) =>
    onGround(
      copy,
      {},
      (req, res) => void res.send(typeof req.session),
      async ({ ask, store }) => {
        store.emit('disconnect');
        assert.equal((await ask()).body, 'undefined');
        store.emit('connect');
        assert.equal((await ask()).body, 'object');
      },
    ),
  'a session that is there already is left alone': (copy) => {
    const before: RequestHandler = (req, _res, next) => {
      Object.assign(req, { session: { mine: true } });
      next();
    };
    return onGround(
      copy,
      { before },
      (req, res) => void res.json(req.session),
      async ({ ask }) => {
        assert.equal((await ask()).body, '{"mine":true}');
      },
    );
  },
  'there is a session under the cookie’s path alone': (copy) =>
    onGround(
      copy,
      { options: { cookie: { path: '/app' } } },
      (req, res) => void res.send(typeof req.session),
      async ({ ask }) => {
        const found = [];
        for (const path of ['/', '/app/x', '/x/app']) found.push((await ask(path)).body);
        assert.deepEqual(found, ['undefined', 'object', 'undefined']);
      },
    ),
  'there is no session without a secret': (copy) =>
    onGround(copy, { options: { secret: '' } }, read, async ({ ask }) => {
      assert.deepEqual((await ask()).body, 'secret option required for sessions');
    }),
  'the first secret signs, any verifies, and what none signed is not taken': (copy) =>
    onGround(copy, { options: { secret: ['new', 'old'] } }, count, async ({ ask, store }) => {
      const { setCookie } = await ask();
      const sid = unsign(sidOf(setCookie[0]).slice(2), 'new');
      assert.ok(typeof sid === 'string' && sid in store.sessions);
      const { sign } = await import('cookie-signature');
      const with_ = async (value: string) =>
        JSON.parse((await ask('/', { cookie: `connect.sid=${encodeURIComponent(value)}` })).body).views;
      assert.equal(await with_(`s:${sign(sid, 'old')}`), 2);
      assert.equal(await with_(`s:${sid}.AAAA`), 1);
      assert.equal(await with_(sid), 1);
    }),
  'what cookie-parser has read is taken where the header has nothing': async (copy) => {
    const { sign } = await import('cookie-signature');
    for (const name of ['signedCookies', 'cookies']) {
      const value = name === 'cookies' ? `s:${sign('sid', 'k')}` : 'sid';
      const before: RequestHandler = (req, _res, next) => {
        Object.assign(req, { [name]: { 'connect.sid': value } });
        next();
      };
      await onGround(copy, { before }, read, async ({ ask, calls }) => {
        await ask();
        assert.deepEqual(calls, ['get']);
      });
    }
  },
  'a cookie of no stored session gives a new one': async (copy) => {
    const { sign } = await import('cookie-signature');
    await onGround(copy, {}, count, async ({ ask, store }) => {
      const answer = await ask('/', {
        cookie: `connect.sid=${encodeURIComponent(`s:${sign('gone', 'k')}`)}`,
      });
      assert.equal(answer.body, '{"views":1}');
      assert.ok(!('gone' in store.sessions) && Object.keys(store.sessions).length === 1);
    });
  },
};
