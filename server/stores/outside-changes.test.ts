import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { storeConfigSchema } from '../contract/stores/store-kinds.ts';
import { until } from '../eventually.test-helper.ts';
import { callsOf, sessionFor } from './calls.ts';
import { openStore } from './drivers.ts';
import { createOutsideChanges, type OutsideChange } from './outside-changes.ts';
import { isLeftOut, startPostgres, startRedis, type TestServer } from './servers.test-helper.ts';

const timeout = 60_000;
const minute = 60_000;

/** A store that is watched, its calls, and what was told of others. */
async function watched(address: string) {
  const open = await openStore(storeConfigSchema.parse(address));
  const outside = createOutsideChanges(open);
  const told: OutsideChange[] = [];
  await outside.begin((change) => told.push(change));
  onTestFinished(async () => {
    await outside.stop();
    await open.close();
  });
  const row = async (sid: string) => {
    const found = await open.stored?.(sid);
    if (!found) throw new Error(`There is no ${sid}.`);
    return found;
  };
  return { open, outside, told, row, calls: callsOf(open.store) };
}
type Watched = Awaited<ReturnType<typeof watched>>;

/** Somebody else who comes to the same place. */
type Other = { write(sid: string, text: string): unknown; remove(sid: string): unknown };

const ownFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'outside-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
const viewsIn = ({ text }: OutsideChange): unknown => (text === null ? null : JSON.parse(text).views);

/** What must hold of each kind, however it is noticed. */
async function tellsOthersFromOwn({ told, calls }: Watched, other: Other): Promise<void> {
  // Two that the lab writes, by turns and at once, and one that it destroys: nobody else did that.
  for (let views = 0; views < 20; views += 1) {
    await Promise.all(['a', 'b'].map((sid) => calls.set(sid, sessionFor(minute, { views }))));
    await Promise.all([
      calls.set('a', sessionFor(minute, { views: -1 })),
      calls.set('a', sessionFor(minute, { views })),
    ]);
    if (calls.has('touch')) await calls.touch('b', sessionFor(2 * minute, { views }));
  }
  await calls.set('own', sessionFor(minute));
  await calls.destroy('own');

  await other.write('a', JSON.stringify(sessionFor(minute, { views: 100 })));
  await until(() => told.length === 1);
  expect([told[0]?.sid, told.map(viewsIn)]).toEqual(['a', [100]]);

  // Just after one of the lab's own, which it overwrites.
  await calls.set('b', sessionFor(minute, { views: 200 }));
  await other.write('b', JSON.stringify(sessionFor(minute, { views: 201 })));
  await until(() => told.length === 2);
  expect(told.map(viewsIn)).toEqual([100, 201]);

  await other.remove('b');
  await until(() => told.length === 3);
  expect(told.at(-1)).toEqual({ sid: 'b', text: null });
  await other.write('theirs', JSON.stringify(sessionFor(minute, { views: 300 })));
  await until(() => told.length === 4);
  expect(told.at(-1)?.sid).toBe('theirs');

  // What the lab does afterwards is its own again.
  await calls.set('a', sessionFor(minute, { views: 5 }));
  await calls.destroy('theirs');
  await calls.set('last', sessionFor(minute));
  await other.remove('last');
  await until(() => told.length >= 5);
  expect(told.map(({ sid }) => sid)).toEqual(['a', 'b', 'b', 'theirs', 'last']);
}

describe.skipIf(isLeftOut('redis'))('what others change in a Redis', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startRedis();
  }, timeout);
  afterAll(() => server.close());

  const otherOn = async (url: string, { row }: Watched) => {
    const client = createClient({ url });
    await client.connect();
    onTestFinished(() => client.destroy());
    const prefix = (await row('first')).key.slice(0, -'first'.length);
    return {
      client,
      write: (sid: string, text: string) => client.set(prefix + sid, text),
      remove: (sid: string) => client.del(prefix + sid),
    };
  };
  const stand = async (url: string) => {
    const one = await watched(url);
    await one.calls.set('first', sessionFor(minute));
    return one;
  };

  it(
    'is told by it, whatever its own settings of notices are, and what the lab writes is not',
    async () => {
      const one = await stand(server.url);
      const other = await otherOn(server.url, one);
      expect(one.outside.notice()).toEqual({ by: 'tracking' });
      expect(await other.client.configGet('notify-keyspace-events')).toEqual({
        'notify-keyspace-events': '',
      });
      await tellsOthersFromOwn(one, other);
    },
    timeout,
  );

  it(
    'is looked for where it does not let itself be asked to tell',
    async () => {
      const admin = createClient({ url: server.url });
      await admin.connect();
      onTestFinished(() => admin.destroy());
      await admin.sendCommand([
        'ACL',
        'SETUSER',
        'plain',
        'on',
        '>sesame',
        '~*',
        '&*',
        '+@all',
        '-client|tracking',
      ]);
      const url = server.url.replace('//', '//plain:sesame@');
      const one = await stand(url);
      expect(one.outside.notice()).toEqual({ by: 'polled', why: expect.stringContaining('CLIENT TRACKING') });
      expect(JSON.stringify(one.outside.notice())).not.toContain('sesame');
      await tellsOthersFromOwn(one, await otherOn(server.url, one));
    },
    timeout,
  );

  it(
    'is not what ends there by itself, but is an end that others set, or bring forward',
    async () => {
      const one = await stand(server.url);
      const other = await otherOn(server.url, one);
      const { key } = await one.row('first');
      await one.calls.set('short', sessionFor(1000));
      await until(async () => (await one.open.stored?.('short')) === null);
      await other.client.expire(key, 3);
      await until(() => one.told.length === 1);
      expect(one.told[0]?.sid).toBe('first');
      await until(async () => (await one.open.stored?.('first')) === null);
      await other.write('theirs', '{}');
      await until(() => one.told.length === 2);
      expect(one.told.map(({ sid }) => sid)).toEqual(['first', 'theirs']);
    },
    timeout,
  );

  it(
    'is found again when it was gone, with what happened meanwhile',
    async () => {
      const own = await startRedis();
      onTestFinished(() => own.close());
      const one = await stand(own.url);
      const { key } = await one.row('first');
      await own.kill();
      await own.restart();
      // It began anew, so that what was there is gone; nobody but the lab knows.
      await until(() => one.told.length === 1);
      expect(one.told).toEqual([{ sid: 'first', text: null }]);
      const client = createClient({ url: own.url });
      await client.connect();
      onTestFinished(() => client.destroy());
      await client.set(key, '{}');
      await until(() => one.told.length === 2);
    },
    timeout,
  );
});

describe.skipIf(isLeftOut('postgres'))('what others change in a PostgreSQL', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, timeout);
  afterAll(() => server.close());

  const otherFor = async (one: Watched): Promise<Other & { client: pg.Client; table: string }> => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    onTestFinished(() => client.end());
    await one.calls.set('first', sessionFor(minute));
    const table = String((await one.row('first')).key.split(',')[0]);
    return {
      client,
      table,
      write: (sid, text) =>
        client.query(
          `INSERT INTO "${table}" VALUES ($1, $2, now() + interval '1 minute') ON CONFLICT (sid) DO UPDATE SET sess = $2`,
          [sid, text],
        ),
      remove: (sid) => client.query(`DELETE FROM "${table}" WHERE sid = $1`, [sid]),
    };
  };
  const functions = async (client: pg.Client) =>
    (await client.query("SELECT proname FROM pg_proc WHERE proname LIKE 'session_playground%'")).rows;

  it(
    'is told by a trigger of the lab’s own, which goes with its table',
    async () => {
      const one = await watched(server.url);
      const other = await otherFor(one);
      expect(one.outside.notice()).toEqual({ by: 'trigger' });
      await tellsOthersFromOwn(one, other);
      const before = one.told.length;
      await other.client.query(
        `UPDATE "${other.table}" SET expire = now() + interval '1 hour' WHERE sid = 'a'`,
      );
      await until(() => one.told.length === before + 1);
      expect(await functions(other.client)).toHaveLength(1);
      await one.outside.stop();
      await one.open.close();
      expect(await functions(other.client)).toEqual([]);
    },
    timeout,
  );

  it(
    'is looked for where the lab may make no trigger',
    async () => {
      const admin = new pg.Client({ connectionString: server.url });
      await admin.connect();
      onTestFinished(() => admin.end());
      await admin.query("CREATE ROLE plain LOGIN PASSWORD 'sesame'");
      await admin.query('GRANT ALL ON SCHEMA public TO plain');
      await admin.query('REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC');
      const one = await watched(server.url.replace(/\/\/[^@]*@/, '//plain:sesame@'));
      expect(one.outside.notice()).toEqual({ by: 'polled', why: expect.stringContaining('plpgsql') });
      await tellsOthersFromOwn(one, await otherFor(one));
    },
    timeout,
  );
});

it(
  'tells what others change in the files of a folder',
  async () => {
    const folder = ownFolder();
    const one = await watched(`file:${folder}`);
    const fileOf = (sid: string) => join(folder, String(readdirSync(folder)[0]), `${sid}.json`);
    await tellsOthersFromOwn(one, {
      write: (sid, text) => writeFileSync(fileOf(sid), text.replace(/}$/, `,"__lastAccess":${Date.now()}}`)),
      remove: (sid) => rmSync(fileOf(sid)),
    });
    expect(one.outside.notice()).toEqual({ by: 'files' });
    expect((await one.row('a')).text).toBe(readFileSync(fileOf('a'), 'utf8'));
  },
  timeout,
);

it(
  'tells what others change in a SQLite file',
  async () => {
    const folder = ownFolder();
    const path = join(folder, 'sessions.db');
    const one = await watched(`sqlite:${path}`);
    await one.calls.set('first', sessionFor(minute));
    const table = String((await one.row('first')).key.split(',')[0]);
    const other = new DatabaseSync(path);
    onTestFinished(() => other.close());
    await tellsOthersFromOwn(one, {
      write: (sid, text) =>
        other.prepare(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?)`).run(sid, text, Date.now() + minute),
      remove: (sid) => other.prepare(`DELETE FROM ${table} WHERE sid = ?`).run(sid),
    });
    expect(one.outside.notice()).toEqual({ by: 'data-version' });
  },
  timeout,
);

it.each(['memory', 'sqlite', 'memorystore'])('%s in the lab’s own memory is nobody else’s', async (kind) => {
  const { outside, row, calls } = await watched(kind);
  expect(outside.notice()).toEqual({ by: 'nobody' });
  await calls.set('a', sessionFor(minute, { views: 1 }));
  expect(await row('a')).toMatchObject({
    text: expect.stringContaining('"views":1'),
    expires: expect.any(Number),
  });
});
