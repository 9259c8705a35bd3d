import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { storeConfigSchema } from '../contract/stores/store-kinds.ts';
import { until } from '../eventually.test-helper.ts';
import { callsOf, sessionFor } from './calls.ts';
import { openStore } from './drivers.ts';
import type { OpenStore } from './open-store.ts';
import { createOutsideChanges, type OutsideChange } from './outside-changes.ts';
import { isLeftOut, startPostgres } from './servers.test-helper.ts';

async function watch(open: OpenStore) {
  const outside = createOutsideChanges(open);
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
