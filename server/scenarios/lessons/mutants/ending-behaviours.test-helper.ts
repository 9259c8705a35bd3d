import assert from 'node:assert/strict';
import type { Request, Response } from 'express';
import { onGround } from './ground.test-helper.ts';
import { type Behaviour, byPath, count } from './handlers.test-helper.ts';

/** How express-session meets an error, and the end of a response: each in one sentence, as in behaviours.test-helper.ts. */
export const endingBehaviours: Readonly<Record<string, Behaviour>> = {
  'an error of the load goes to the app, but that of a missing file': async (copy) => {
    for (const [code, status] of [['EIO', 500] as const, ['ENOENT', 200] as const])
      await onGround(
        copy,
        { failing: { get: Object.assign(new Error('no load'), { code }) } },
        count,
        async ({ ask }) => {
          const { cookie } = await ask();
          assert.equal((await ask('/', { cookie })).status, status);
        },
      );
  },
  'errors of save, touch and destroy go to the app, once each': async (copy) => {
    const unset = (req: Request, res: Response) => {
      Reflect.set(req, 'session', null);
      res.send('unset');
    };
    const handler = byPath({ '/count': count, '/unset': unset });
    const cases = [
      ['set', '/count'],
      ['touch', '/'],
      ['destroy', '/unset'],
    ] as const;
    for (const [method, path] of cases) {
      const failing: Record<string, object> = {};
      await onGround(copy, { failing, options: { unset: 'destroy' } }, handler, async ({ ask, errors }) => {
        const { cookie } = await ask('/count');
        failing[method] = new Error(`no ${method}`);
        await ask(path, { cookie });
        assert.deepEqual(errors, [`no ${method}`]);
      });
    }
  },
  'a cookie that cannot be written is an error': (copy) =>
    onGround(copy, { options: { cookie: { domain: 'no domain;' } } }, count, async ({ ask, errors }) => {
      await ask();
      assert.equal(errors.length, 1);
    }),
  'a maxAge that is no number is an error, a key `data` is none': async (copy) => {
    assert.throws(() => Reflect.construct(copy.Cookie, [{ maxAge: '5' }]), TypeError);
    assert.equal(Reflect.construct(copy.Cookie, [{ data: 1 }]).path, '/');
  },
  'other Set-Cookie lines stay': async (copy) => {
    for (const others of ['a=1', ['a=1', 'b=2']]) {
      const handler = (req: Request, res: Response) => {
        res.setHeader('Set-Cookie', others);
        count(req, res);
      };
      await onGround(copy, {}, handler, async ({ ask }) => {
        assert.deepEqual((await ask()).setCookie.slice(0, -1), [others].flat());
      });
    }
  },
  'a second end() does nothing': (copy) => {
    const handler = byPath({
      '/count': count,
      '/twice': (_req, res) => {
        res.end('once');
        Reflect.set(res.locals, 'second', res.end('twice'));
      },
    });
    return onGround(copy, { options: { resave: true } }, handler, async ({ ask, calls }) => {
      const { cookie } = await ask('/count');
      assert.equal((await ask('/twice', { cookie })).body, 'once');
      assert.deepEqual(calls, ['set', 'get', 'set']);
    });
  },
  'the response is whole only after the save': (copy) =>
    onGround(copy, {}, count, async ({ ask, store }) => {
      const { set } = store;
      let isSaved = false;
      store.set = (sid, given, done) =>
        void setTimeout(() => {
          isSaved = true;
          set.call(store, sid, given, done);
        }, 30);
      await ask();
      assert.ok(isSaved);
    }),
};
