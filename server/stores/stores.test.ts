import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import session, { type SessionData, type Store } from 'express-session';
import inject from 'light-my-request';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { messageOf } from '../contract/message-of.ts';
import { embeddedKinds, storeConfigSchema, storeKinds, storeOfKind } from '../contract/stores/store-kinds.ts';
import { ProblemError } from '../words/problems.ts';
import { openStore } from './drivers.ts';
import { reportOn } from './report.ts';

const noon = new Date('2030-01-01T12:00:00Z').getTime();

/** A session that ends `ms` after now; never where that is null. */
const sessionFor = (ms: number | null, data: object = {}): SessionData => {
  const expires = ms === null ? null : new Date(Date.now() + ms);
  return { cookie: { path: '/', originalMaxAge: ms, expires }, ...data };
};

const get = (store: Store, sid: string) =>
  new Promise<unknown>((resolve, reject) =>
    store.get(sid, (error, found) => (error ? reject(error) : resolve(found ?? null))),
  );
const done = (call: (callback: (error?: unknown) => void) => void) =>
  new Promise<void>((resolve, reject) => call((error) => (error ? reject(error) : resolve())));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon });
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each(embeddedKinds)('a %s store', (kind) => {
  it('gives back what was put in, and nothing for an ID it does not know', async () => {
    const { store } = await openStore(storeOfKind(kind));
    await done((callback) => store.set('a', sessionFor(null, { views: 2 }), callback));
    expect(await get(store, 'a')).toMatchObject({ views: 2, cookie: { path: '/' } });
    expect(await get(store, 'b')).toBeNull();
  });

  it('gives a copy: what is changed afterwards does not reach the store', async () => {
    const { store } = await openStore(storeOfKind(kind));
    const given = sessionFor(null, { cart: { apples: 1 } });
    await done((callback) => store.set('a', given, callback));
    Object.assign(given, { cart: { apples: 7 } });
    expect(await get(store, 'a')).toMatchObject({ cart: { apples: 1 } });
  });

  it('answers after the call has returned, as a store that is elsewhere would', async () => {
    const { store } = await openStore(storeOfKind(kind));
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      store.get('a', () => {
        order.push('answered');
        resolve();
      });
      order.push('called');
    });
    expect(order).toEqual(['called', 'answered']);
  });

  it('forgets what is destroyed, and everything when it is cleared', async () => {
    const { store, snapshot } = await openStore(storeOfKind(kind));
    for (const sid of ['a', 'b', 'c']) await done((callback) => store.set(sid, sessionFor(null), callback));
    await done((callback) => store.destroy('a', callback));
    expect(Object.keys(await snapshot())).toEqual(['b', 'c']);
    await done((callback) => store.clear?.(callback));
    expect(await snapshot()).toEqual({});
  });

  it('does not give an expired session, and keeps it until it is asked for', async () => {
    const { store, snapshot } = await openStore(storeOfKind(kind));
    await done((callback) => store.set('a', sessionFor(1000), callback));
    vi.setSystemTime(noon + 1001);
    expect(Object.keys(await snapshot())).toEqual(['a']);
    expect(await get(store, 'a')).toBeNull();
    expect(await snapshot()).toEqual({});
  });

  it('counts and lists the sessions that have not expired', async () => {
    const { store } = await openStore(storeOfKind(kind));
    await done((callback) => store.set('short', sessionFor(1000), callback));
    await done((callback) => store.set('long', sessionFor(60_000), callback));
    vi.setSystemTime(noon + 2000);
    const listed = await new Promise((resolve) => store.all?.((_, all) => resolve(all)));
    expect(Object.keys(Object(listed))).toEqual(['long']);
    expect(await new Promise((resolve) => store.length?.((_, length) => resolve(length)))).toBe(1);
  });

  it('begins with the sessions of another store of any kind', async () => {
    const old = await openStore({ kind: 'memory' });
    await done((callback) => old.store.set('a', sessionFor(1000, { views: 5 }), callback));
    const { store, restore, snapshot } = await openStore(storeOfKind(kind));
    await restore(await old.snapshot());
    expect(await snapshot()).toEqual(await old.snapshot());
    expect(await get(store, 'a')).toMatchObject({ views: 5 });
    vi.setSystemTime(noon + 1001);
    expect(await get(store, 'a')).toBeNull();
  });

  it.runIf(storeKinds[kind].touches !== false)('moves the expiry by touch, and nothing else', async () => {
    const { store } = await openStore(storeOfKind(kind));
    await done((callback) => store.set('a', sessionFor(1000, { views: 1 }), callback));
    vi.setSystemTime(noon + 900);
    await done((callback) => store.touch?.('a', sessionFor(1000, { views: 99 }), callback));
    vi.setSystemTime(noon + 1500);
    expect(await get(store, 'a')).toMatchObject({
      views: 1,
      cookie: { expires: '2030-01-01T12:00:01.900Z' },
    });
  });

  it.runIf(storeKinds[kind].touches !== false)('does not bring a session back by touch', async () => {
    const { store, snapshot } = await openStore(storeOfKind(kind));
    await done((callback) => store.touch?.('a', sessionFor(1000), callback));
    expect(await snapshot()).toEqual({});
  });

  it(`${storeKinds[kind].touches ? 'is' : 'is not'} touched by express-session after a request that only reads`, async () => {
    const { store, snapshot } = await openStore(storeOfKind(kind));
    const app = express();
    app.use(
      session({ secret: 's', resave: false, saveUninitialized: true, store, cookie: { maxAge: 60_000 } }),
    );
    app.get('/', (_, res) => void res.send('read'));
    const first = await inject(app, '/');
    const before = Object.values(await snapshot())[0];
    vi.setSystemTime(noon + 5000);
    await inject(app, { url: '/', headers: { cookie: String(first.headers['set-cookie']).split(';')[0] } });
    const after = Object.values(await snapshot());
    expect(after).toHaveLength(1);
    expect(after[0] !== before).toBe(storeKinds[kind].touches !== false);
  });
});

it('tells of an error by the callback: a SQLite store that is closed', async () => {
  const { store, close } = await openStore({ kind: 'sqlite' });
  await close();
  await expect(get(store, 'a')).rejects.toThrow(/not open/);
});

it.each(['file', 'sqlite'])('tells by its path that %s cannot be opened there', async (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'stores-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'text'), '');
  const refused = await openStore(storeConfigSchema.parse(`${kind}:${join(folder, 'text', 'below')}`)).catch(
    (error: unknown) => error,
  );
  expect(refused instanceof ProblemError && refused.problems.map(({ at }) => at)).toEqual(['store.path']);
  expect(messageOf(refused)).not.toContain('in memory');
});

// Only there does a folder say of what is missing in it that it cannot be made because it is missing.
it.runIf(process.platform === 'linux')('refuses a folder of files below /proc', async () => {
  await expect(openStore(storeConfigSchema.parse('file:/proc/nope'))).rejects.toThrow(/ENOENT/);
});

it('names the method that does not call back, where a store is asked what it does', async () => {
  const open = await openStore({ kind: 'memory' });
  open.store.set = () => {};
  await expect(reportOn('memory', open, 10)).rejects.toThrow('its set did not call back within 0.01 s');
});
