import { describe, expect, it } from 'vitest';
import { failuresOf } from './run-for-real.test-helper.ts';

const options = { resave: false, saveUninitialized: false };
const visit = (id: string, more: object = {}) => ({
  send: { id, browser: 'alice', path: '/views', ...more },
});
const views = (id: string, equals: number) => ({
  expect: { response: id, json: { path: 'views', equals } },
});

describe('several instances', () => {
  it('with stores of their own take turns, and none knows the other’s sessions', async () => {
    expect(
      await failuresOf({ options, instances: 2 }, [
        visit('A'),
        visit('B'),
        visit('C'),
        { expect: { answeredBy: 'A', instance: 1 } },
        { expect: { answeredBy: 'B', instance: 2 } },
        { expect: { verdict: 'B', rule: 'unknown-sid' } },
        { expect: { verdict: 'C', rule: 'unknown-sid' } },
        views('C', 1),
        { expect: { different: ['A', 'B'], of: 'sid' } },
        { expect: { sessions: 3 } },
        { expect: { sessions: 2, instance: 1 } },
        { expect: { sessions: 1, instance: 2 } },
        { expect: { session: 'alice', instance: 1 } },
        { expect: { session: 'alice', instance: 2, exists: false } },
        { expect: { stored: 'B', instance: 2, path: 'views', equals: 1 } },
        { expect: { stored: 'B', instance: 1, exists: false } },
      ]),
    ).toEqual([]);
  });

  it('with one store together keep the session', async () => {
    expect(
      await failuresOf({ options, instances: 3, sharedStore: true }, [
        visit('A'),
        visit('B'),
        visit('C'),
        views('C', 3),
        { expect: { answeredBy: 'C', instance: 3 } },
        { expect: { same: ['A', 'C'], of: 'sid' } },
        { expect: { sessions: 1 } },
        { expect: { sessions: 1, instance: 2 } },
      ]),
    ).toEqual([]);
  });

  it('answer where a request says, and take turns again where its redirect leads', async () => {
    const login = {
      method: 'POST' as const,
      path: '/login',
      form: { username: 'johndoe', password: 'password' },
    };
    expect(
      await failuresOf({ options, instances: 2 }, [
        visit('A', { instance: 2 }),
        visit('B', { instance: 2 }),
        views('B', 2),
        visit('login', { ...login, instance: 2, follow: 'end' }),
        { expect: { answeredBy: 'login', instance: 2 } },
        { expect: { answeredBy: 'login.1', instance: 1 } },
        { expect: { response: 'login.1', json: { path: 'user', equals: null } } },
      ]),
    ).toEqual([]);
  });

  it('count their IDs each for itself: a counter gives two sessions the same', async () => {
    expect(
      await failuresOf({ options: { ...options, genid: 'counter' }, instances: 2 }, [
        visit('A', { instance: 1, cookies: 'omit' }),
        visit('B', { instance: 2, browser: 'bob' }),
        visit('again', { instance: 2, browser: 'bob' }),
        { expect: { same: ['A', 'B'], of: 'sid' } },
        { expect: { sessions: 2 } },
        { expect: { stored: 'A', instance: 1, path: 'views', equals: 1 } },
        { expect: { stored: 'B', instance: 2, path: 'views', equals: 2 } },
      ]),
    ).toEqual([]);
  });

  it('have all the same faults', async () => {
    expect(
      await failuresOf({ options, instances: 2 }, [
        { fault: { connected: false } },
        visit('A'),
        visit('B'),
        { expect: { verdict: 'A', rule: 'store-disconnected' } },
        { expect: { verdict: 'B', rule: 'store-disconnected' } },
      ]),
    ).toEqual([]);
  });
});

describe('a second app on the same host', () => {
  const second = { app: 'second' as const };

  it('takes the other’s cookie for none of its own, and overwrites it', async () => {
    expect(
      await failuresOf({ options, secondApp: {} }, [
        visit('A'),
        visit('B', second),
        { expect: { answeredBy: 'B', app: 'second' } },
        { expect: { sent: 'B' } },
        { expect: { verdict: 'B', rule: 'signature-invalid' } },
        { expect: { jar: 'alice', count: 1 } },
        { expect: { session: 'alice', exists: false } },
        { expect: { session: 'alice', app: 'second', path: 'views', equals: 1 } },
        visit('C'),
        { expect: { verdict: 'C', rule: 'signature-invalid' } },
        views('C', 1),
        { expect: { sessions: 2, instance: 1 } },
        { expect: { sessions: 1, app: 'second' } },
      ]),
    ).toEqual([]);
  });

  it('leaves it alone with a name of its own, or a path', async () => {
    for (const secondApp of [{ name: 'shop.sid' }, { path: '/views', secret: 'keyboard cat' }]) {
      expect(
        await failuresOf({ options, secondApp }, [
          visit('A', { path: '/user', method: 'POST', json: 1 }),
          visit('B', second),
          visit('B2', second),
          { expect: { jar: 'alice', count: 2 } },
          { expect: { session: 'alice', path: 'user' } },
          { expect: { session: 'alice', app: 'second', path: 'views', equals: 2 } },
        ]),
      ).toEqual([]);
    }
  });

  it('is the same as the one that it is short for', async () => {
    const steps: Parameters<typeof failuresOf>[1] = [
      visit('A'),
      visit('B', second),
      { expect: { answeredBy: 'B', instance: 1 } },
      { expect: { session: 'alice', app: 'second', exists: false } },
      { expect: { sessions: 5, app: 'second' } },
    ];
    const short = await failuresOf({ options, secondApp: {} }, steps);
    expect(short).toHaveLength(3);
    expect(await failuresOf({ options, apps: [{ id: 'second' }] }, steps)).toEqual(short);
  });

  it('is not there unless the lab has it', async () => {
    await expect(failuresOf({ options }, [visit('A', second)])).rejects.toThrow(
      'steps[0].send.app: the lab has no second app: add it to its apps first',
    );
    await expect(failuresOf({ options, instances: 2 }, [visit('A', { instance: 3 })])).rejects.toThrow(
      'steps[0].send.instance: the lab has 2 instances: set its instances first',
    );
  });
});

describe('three apps on one host', () => {
  it('have each its own session of the browser, where their cookies have names of their own', async () => {
    const apps = [
      { id: 'shop', name: 'shop.sid' },
      { id: 'blog', name: 'blog.sid' },
    ];
    expect(
      await failuresOf({ options, instances: 2, apps }, [
        visit('A', { instance: 2 }),
        visit('B', { app: 'shop' }),
        visit('C', { app: 'blog' }),
        visit('D', { app: 'shop' }),
        views('D', 2),
        { expect: { answeredBy: 'A', instance: 2 } },
        { expect: { answeredBy: 'C', app: 'blog' } },
        { expect: { jar: 'alice', count: 3 } },
        { expect: { session: 'alice', instance: 2, path: 'views', equals: 1 } },
        { expect: { session: 'alice', app: 'shop', path: 'views', equals: 2 } },
        { expect: { session: 'alice', app: 'blog', path: 'views', equals: 1 } },
        { expect: { stored: 'C', app: 'shop', exists: false } },
        { expect: { sessions: 3 } },
        { expect: { sessions: 1, app: 'shop' } },
        { expect: { sessions: 1, app: 'main' } },
      ]),
    ).toEqual([]);
  });

  it('have each a secret of its own: of one name, none takes another’s cookie', async () => {
    expect(
      await failuresOf({ options, apps: [{ id: 'shop' }, { id: 'blog' }] }, [
        visit('A', { app: 'shop' }),
        visit('B', { app: 'blog' }),
        { expect: { verdict: 'B', rule: 'signature-invalid' } },
      ]),
    ).toEqual([]);
  });

  it('are named in words where one is meant that is not there', async () => {
    await expect(
      failuresOf({ options, apps: [{ id: 'shop' }] }, [visit('A', { app: 'shpo' })]),
    ).rejects.toThrow(
      'steps[0].send.app: the lab has no shpo app (did you mean "shop"?): add it to its apps first',
    );
  });
});

describe('a request as a proxy would send it that ends TLS', () => {
  const secure = { ...options, cookie: { secure: true } };
  const https = { proxy: 'https' as const };

  it('gets a Secure cookie where the proxy is trusted, and none where it is not', async () => {
    const sends = [visit('A', https), visit('B', https)];
    expect(
      await failuresOf({ options: { ...secure, trustProxy: 1 } }, [
        ...sends,
        views('B', 2),
        { expect: { cookie: 'alice', attributes: { secure: true } } },
        visit('plain'),
        { expect: { sent: 'plain' } },
      ]),
    ).toEqual([]);
    expect(
      await failuresOf({ options: secure }, [
        ...sends,
        views('B', 1),
        { expect: { verdict: 'B', rule: 'no-cookie-insecure' } },
        { expect: { jar: 'alice', count: 0 } },
        { configure: { proxy: true } },
        visit('C', https),
        { expect: { response: 'C', setCookie: true } },
      ]),
    ).toEqual([]);
  });
});
