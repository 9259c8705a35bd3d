import fs, { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { storeConfigSchema } from '../contract/stores/store-kinds.ts';
import { until } from '../eventually.test-helper.ts';
import { callsOf, sessionFor } from './calls.ts';
import { openStore } from './drivers.ts';
import { createOutsideChanges, type OutsideChange } from './outside-changes.ts';

/** For this test; what other tests have loaded sees it as well, and sees it go. */
function withoutWatches(): void {
  const refusing = vi.spyOn(fs, 'watch').mockImplementation(() => {
    throw new Error('ENOSPC: System limit for number of file watchers reached');
  });
  syncBuiltinESMExports();
  onTestFinished(() => {
    refusing.mockRestore();
    syncBuiltinESMExports();
  });
}

async function watched(address: string) {
  const open = await openStore(storeConfigSchema.parse(address));
  const outside = createOutsideChanges(open);
  const told: OutsideChange[] = [];
  await callsOf(open.store).set('first', sessionFor(60_000));
  await outside.begin((change) => told.push(change));
  onTestFinished(async () => {
    await outside.stop();
    await open.close();
  });
  return { open, outside, told };
}

const ownFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'hindered-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

it('a SQLite file that another has to itself is asked again later, and holds nobody up', async () => {
  const path = join(ownFolder(), 'sessions.db');
  const { open, told } = await watched(`sqlite:${path}`);
  const [table] = String((await open.stored?.('first'))?.key).split(',');
  const other = new DatabaseSync(path);
  onTestFinished(() => other.close());
  other.exec('BEGIN EXCLUSIVE');
  // Asking throws meanwhile, which nobody would catch.
  await wait(700);
  other.exec(`DELETE FROM ${table}`);
  other.exec('COMMIT');
  await until(() => told.length === 1);
  expect(told).toEqual([{ sid: 'first', text: null }]);
});

it('a folder that the system has no watch left for is looked through', async () => {
  withoutWatches();
  const folder = ownFolder();
  const { outside, told } = await watched(`file:${folder}`);
  expect(outside.notice()).toEqual({ by: 'polled', why: expect.stringContaining('ENOSPC') });
  const theirs = join(folder, String(readdirSync(folder)[0]), 'theirs.json');
  writeFileSync(theirs, JSON.stringify(sessionFor(60_000)));
  await until(() => told.length === 1);
  expect(told[0]?.sid).toBe('theirs');
});
