import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { defaultLabConfig } from '../contract/options/lab-config.ts';
import { maskSecrets } from '../contract/options/mask-secrets.ts';
import { type StoreConfig, storeConfigSchema } from '../contract/stores/store-kinds.ts';
import { until } from '../eventually.test-helper.ts';
import { callsOf, sessionFor } from './calls.ts';
import { openStore } from './drivers.ts';
import { packagesFor } from './project-packages.ts';
import { isLeftOut, startRedis, type TestServer } from './servers.test-helper.ts';

const timeout = 60_000;
const password = 'sesame:open@it';

describe.skipIf(isLeftOut('redis'))('a Redis', () => {
  let server: TestServer;
  let address: string;
  beforeAll(async () => {
    server = await startRedis(['--requirepass', password, '--databases', '4']);
    address = server.url.replace('//', `//:${encodeURIComponent(password)}@`);
  }, timeout);
  afterAll(() => server.close());

  const storeAt = (url: string): StoreConfig => storeConfigSchema.parse(url);
  const opened = async (url = address, told: string[] = []) => {
    const open = await openStore(storeAt(url), undefined, { tell: (message) => told.push(message) });
    onTestFinished(() => open.close());
    return open;
  };
  const beside = async () => {
    const client = createClient({ url: server.url, password });
    await client.connect();
    onTestFinished(() => client.destroy());
    return client;
  };

  it('keeps what others have in it, and has nothing of ours left at the end', async () => {
    const others = await beside();
    await others.set('sess:of another app', 'theirs');
    await others.set('session_playground_of somebody else:a', 'theirs');
    const before = (await others.keys('*')).sort();
    const first = await openStore(storeAt(address));
    const second = await opened();
    await callsOf(first.store).set('a', sessionFor(null, { views: 1 }));
    await callsOf(second.store).set('a', sessionFor(null, { views: 2 }));
    expect(await others.dbSize()).toBe(before.length + 2);
    expect(Object.keys(await first.snapshot())).toEqual(['a']);
    await callsOf(first.store).clear();
    expect(await callsOf(second.store).get('a')).toMatchObject({ views: 2 });
    await first.replace?.({ b: JSON.stringify(sessionFor(60_000)) });
    await first.close();
    await second.close();
    expect((await others.keys('*')).sort()).toEqual(before);
  });

  it.each([
    ['the wrong password', () => address.replace('sesame', 'wrong'), /refused the login/],
    ['no password', () => server.url, /refused the login/],
    ['a database that it has not', () => `${address}/7`, /no such database/],
    ['a port where nothing listens', () => 'redis://127.0.0.1:1', /nothing listens at 127\.0\.0\.1:1\b/],
    ['a host that is none', () => 'redis://nowhere.invalid', /no host of the name in nowhere\.invalid:6379/],
  ])('says what is wrong with %s, and quotes no password', async (_what, url, says) => {
    const error = await openStore(storeAt(url())).catch((caught: Error) => caught);
    expect(error).toMatchObject({ message: expect.stringMatching(says) });
    expect(JSON.stringify(error)).not.toMatch(/sesame|wrong/);
  });

  it(
    'tells of it when it is killed, keeps what is asked meanwhile, and goes on when it is back',
    async () => {
      const told: string[] = [];
      const own = await startRedis();
      onTestFinished(() => own.close());
      const { store } = await opened(own.url, told);
      const calls = callsOf(store);
      await own.kill();
      await until(() => told.length === 1);
      const asked = calls.set('a', sessionFor(60_000, { views: 3 }));
      await own.restart();
      await asked;
      expect(await calls.get('a')).toMatchObject({ views: 3 });
      expect(told).toEqual([expect.stringContaining('is gone'), expect.stringContaining('answers again')]);
    },
    timeout,
  );
});

it('has its password taken out of its address, where it is masked', () => {
  const store = storeConfigSchema.parse('redis://alice:s%C3%A9same@db.example:6380/3');
  expect(store).toEqual({ kind: 'redis', url: 'redis://alice@db.example:6380/3', password: 'sésame' });
  const shown = JSON.stringify(maskSecrets({ ...defaultLabConfig(), store }));
  expect(shown).toContain('redis://alice@db.example:6380/3');
  expect(shown).not.toContain('same"');
});

it('is opened with the packages of the project alone, and says how to have them', async () => {
  await expect(packagesFor('redis', '/')).rejects.toThrow('npm i connect-redis redis express-session');
});
