import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { storeConfigSchema } from '../contract/stores/store-kinds.ts';
import { callsOf, sessionFor } from './calls.ts';
import { answersOf, deviations, expectedOf } from './conformance.test-helper.ts';
import { openStore } from './drivers.ts';
import { isLeftOut, startPostgres, type TestServer } from './servers.test-helper.ts';

const timeout = 60_000;
const password = 'sesame:open@it';

describe.skipIf(isLeftOut('postgres'))('a PostgreSQL', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres(password);
  }, timeout);
  afterAll(() => server.close());

  const opened = async (url = server.url) => {
    const open = await openStore(storeConfigSchema.parse(url));
    onTestFinished(() => open.close());
    return open;
  };

  it(
    'answers as its row of deviations says',
    async () => {
      expect(await answersOf(await opened())).toEqual(expectedOf(deviations.postgres.answers));
    },
    timeout,
  );

  it(
    'keeps what others have in it, and has nothing of ours left at the end',
    async () => {
      const others = new pg.Client({ connectionString: server.url });
      await others.connect();
      onTestFinished(() => others.end());
      const tables = async () => {
        const { rows } = await others.query(
          "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1",
        );
        return rows.map((row) => row.table_name);
      };
      await others.query('CREATE TABLE session (sid varchar PRIMARY KEY, sess json, expire timestamp(6))');
      await others.query("INSERT INTO session VALUES ('a', '{}', '2000-01-01')");
      const before = await tables();
      const first = await openStore(storeConfigSchema.parse(server.url));
      const second = await opened();
      await callsOf(first.store).set('a', sessionFor(null, { views: 1 }));
      await callsOf(second.store).set('a', sessionFor(null, { views: 2 }));
      expect(await tables()).toHaveLength(before.length + 2);
      await first.replace?.({ b: JSON.stringify(sessionFor(60_000)) });
      expect(Object.keys(await first.snapshot())).toEqual(['b']);
      expect(await callsOf(second.store).get('a')).toMatchObject({ views: 2 });
      await first.close();
      await second.close();
      expect(await tables()).toEqual(before);
      expect((await others.query('SELECT * FROM session')).rowCount).toBe(1);
    },
    timeout,
  );

  it.each([
    ['the wrong password', () => server.url.replace('sesame', 'wrong'), /refused the login/],
    ['a database that it has not', () => server.url.replace(/postgres$/, 'none'), /no such database/],
    ['TLS that it has not', () => `${server.url}?sslmode=require`, /no TLS with/],
    ['a port where nothing listens', () => 'postgres://127.0.0.1:1/postgres', /nothing listens at 127/],
  ])(
    'says what is wrong with %s, and quotes no password',
    async (_what, url, says) => {
      const error = await openStore(storeConfigSchema.parse(url())).catch((caught: Error) => caught);
      expect(error).toMatchObject({ message: expect.stringMatching(says) });
      expect(JSON.stringify(error)).not.toMatch(/sesame|wrong/);
    },
    timeout,
  );

  it(
    'fails what is asked while it is gone, ends nothing, and goes on when it is back',
    async () => {
      const own = await startPostgres();
      onTestFinished(() => own.close());
      const told: string[] = [];
      const open = await openStore(storeConfigSchema.parse(own.url), undefined, {
        tell: (message) => told.push(message),
      });
      const calls = callsOf(open.store);
      await calls.set('a', sessionFor(60_000, { views: 3 }));
      await own.kill();
      await expect(calls.get('a')).rejects.toThrow();
      expect(told).toEqual([expect.stringContaining('is gone')]);
      await own.restart();
      expect(await calls.get('a')).toMatchObject({ views: 3 });
      await open.close();
    },
    timeout,
  );
});
