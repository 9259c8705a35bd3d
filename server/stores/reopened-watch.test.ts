import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { storeConfigSchema } from '../contract/stores/store-kinds.ts';
import { until } from '../eventually.test-helper.ts';
import { callsOf, sessionFor } from './calls.ts';
import { openStore } from './drivers.ts';
import type { OpenStore } from './open-store.ts';
import { createOutsideChanges, type OutsideChange, type OutsideChanges } from './outside-changes.ts';
import { isLeftOut, startPostgres, startRedis } from './servers.test-helper.ts';

async function watch(open: OpenStore, before?: OutsideChanges) {
  const outside = createOutsideChanges(open, before);
  const told: OutsideChange[] = [];
  onTestFinished(() => outside.stop());
  await outside.begin((change) => told.push(change));
  return { outside, told };
}

it.skipIf(isLeftOut('postgres'))(
  'a table that somebody has changes under way in is watched on when it is opened again',
  async () => {
    const server = await startPostgres();
    onTestFinished(() => server.close());
    const first = await openStore(storeConfigSchema.parse(server.url));
    await callsOf(first.store).set('first', sessionFor(60_000));
    const before = await watch(first);
    const [table] = String((await first.stored?.('first'))?.key).split(',');
    const other = new pg.Client({ connectionString: server.url });
    await other.connect();
    onTestFinished(() => other.end());
    await other.query('BEGIN');
    await other.query(`UPDATE "${table}" SET sess = '{"views":7}' WHERE sid = 'first'`);

    const again = await first.outlives?.reopen();
    if (again === undefined) throw new Error('It does not outlive.');
    onTestFinished(() => again.close());
    const { outside, told } = await watch(again);
    await before.outside.stop();
    await first.outlives?.leave();
    expect(outside.notice()).toEqual({ by: 'trigger' });
    await other.query('COMMIT');
    await until(() => told.length === 1);
    expect(told).toEqual([{ sid: 'first', text: '{"views":7}' }]);
  },
  60_000,
);

/** The process that had it is over, but a write of it comes late. */
async function staysUntold(address: string): Promise<void> {
  const first = await openStore(storeConfigSchema.parse(address));
  await callsOf(first.store).set('late', sessionFor(60_000, { views: 1 }));
  const before = await watch(first);
  const again = await first.outlives?.reopen();
  if (again === undefined) throw new Error('It does not outlive.');
  onTestFinished(() => again.close());
  const { outside, told } = await watch(again, before.outside);
  await before.outside.stop();
  const theirs = await first.outlives?.reopen();
  if (theirs === undefined) throw new Error('It does not outlive.');
  await callsOf(first.store).set('late', sessionFor(60_000, { views: 2 }));
  await callsOf(theirs.store).set('theirs', sessionFor(60_000));
  await until(() => told.some(({ sid }) => sid === 'theirs'));
  expect(told.map(({ sid }) => sid)).toEqual(['theirs']);
  await callsOf(theirs.store).set('late', sessionFor(60_000, { views: 3 }));
  await until(() => told.some(({ sid }) => sid === 'late'));
  await outside.stop();
  await theirs.outlives?.leave();
  await first.outlives?.leave();
}

it('a late write of the process before is not another’s, in SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'reopened-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await staysUntold(`sqlite:${join(folder, 'sessions.db')}`);
});

it.skipIf(isLeftOut('redis'))('nor in Redis', async () => {
  const server = await startRedis();
  onTestFinished(() => server.close());
  await staysUntold(server.url);
});
