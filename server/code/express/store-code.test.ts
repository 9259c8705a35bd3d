import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SessionData, Store } from 'express-session';
import { expect, it, onTestFinished } from 'vitest';
import { storeCode } from './express-code-parts.ts';

/** The store of an exported file, as it stands there. */
async function exportedSqlite(): Promise<Store> {
  const { imports = [], text = '', name = '' } = storeCode({ kind: 'sqlite' }, 'js') ?? {};
  const folder = await mkdtemp(join(import.meta.dirname, '../../../.cache/store-code-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'store.mjs');
  const lines = [...imports, "import session from 'express-session';", text, `export const store = ${name};`];
  await writeFile(file, lines.join('\n'));
  const { store }: { store: Store } = await import(pathToFileURL(file).href);
  return store;
}

/** As express-session hands it over, in JSON. */
const session = (views: number, expires: number): SessionData =>
  JSON.parse(JSON.stringify({ views, cookie: { expires: new Date(expires) } }));
const soon = Date.now() + 60_000;
const later = soon + 60_000;

const stored = (store: Store) =>
  new Promise((resolve, reject) => {
    store.get('a', (error, found) => (error ? reject(error) : resolve(found)));
  });
const touched = (store: Store, data: SessionData) =>
  new Promise<void>((resolve) => store.touch?.('a', data, () => resolve()));

it('the exported SQLite moves the expiry alone: what is saved during a touch stays', async () => {
  const store = await exportedSqlite();
  store.set('a', session(1, soon));
  const touch = touched(store, session(1, later));
  store.set('a', session(2, soon));
  await touch;
  expect(await stored(store)).toMatchObject({ views: 2 });
  await touched(store, session(1, later));
  expect(await stored(store)).toEqual(session(2, later));
});

it('and brings back no session that has expired, or is not there', async () => {
  const store = await exportedSqlite();
  store.set('a', session(1, Date.now() - 1));
  await touched(store, session(1, later));
  expect((await stored(store)) ?? null).toBe(null);
  await touched(store, session(1, later));
  expect((await stored(store)) ?? null).toBe(null);
});
