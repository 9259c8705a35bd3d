import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  isElsewhere,
  type StoreKind,
  storeConfigSchema,
  storeKinds,
} from '../contract/stores/store-kinds.ts';
import { callsOf, sessionFor } from './calls.ts';
import { openStore } from './drivers.ts';
import { isLeftOut, startPostgres, startRedis, type TestServer } from './servers.test-helper.ts';

const timeout = 60_000;

/** The process that had it ends, and the next opens the same place: what it finds, and what is left when it is closed. */
async function openedAgain(text: string): Promise<unknown> {
  const first = await openStore(storeConfigSchema.parse(text));
  await callsOf(first.store).set('kept', sessionFor(60_000, { views: 7 }));
  if (first.outlives === undefined) {
    await first.close();
    return null;
  }
  const next = await first.outlives.reopen();
  await first.outlives.leave();
  const found = await callsOf(next.store).get('kept');
  await callsOf(next.store).set('new', sessionFor(60_000));
  expect(Object.keys(await next.snapshot()).sort()).toEqual(['kept', 'new']);
  // What is left to be closed by the last is all that there was.
  await next.close();
  return found;
}

describe('what is stored outlives the process', () => {
  it.each(['file', 'sqlite'])('in %s, and is cleared up by the last', async (kind) => {
    const folder = mkdtempSync(join(tmpdir(), 'stores-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    expect(await openedAgain(`${kind}:${join(folder, 'sessions')}`)).toMatchObject({ views: 7 });
    expect(readdirSync(folder)).toEqual([]);
  });

  const onServer = async (start: () => Promise<TestServer>) => {
    const server = await start();
    onTestFinished(() => server.close());
    expect(await openedAgain(server.url)).toMatchObject({ views: 7 });
  };
  it.skipIf(isLeftOut('redis'))('in Redis', () => onServer(() => startRedis()), timeout);
  it.skipIf(isLeftOut('postgres'))('in PostgreSQL', () => onServer(() => startPostgres()), timeout);

  it.each(
    (Object.keys(storeKinds) as StoreKind[]).filter((kind) => storeKinds[kind].kept === 'in the process'),
  )('not in %s by itself, as its row says', async (kind) => {
    const config = storeConfigSchema.parse(kind);
    expect(isElsewhere(config)).toBe(false);
    expect(await openedAgain(kind)).toBeNull();
  });
});
