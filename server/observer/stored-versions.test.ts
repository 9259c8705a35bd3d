import session from 'express-session';
import { describe, expect, it } from 'vitest';
import type { ObserverEvent } from '../contract/events/events.ts';
import { observe } from './observe.ts';

const options = { secret: 'a', resave: false, saveUninitialized: false };
const data = (n: number) => ({ cookie: new session.Cookie(), n, user: 'alice' });

function watchedStore<Store extends session.Store>(store: Store) {
  const events: ObserverEvent[] = [];
  observe(session, { onEvent: (event) => events.push(event) })({ ...options, store });
  const set = (sid: string, value: session.SessionData) =>
    new Promise<unknown>((done) => store.set(sid, value, done));
  const get = (sid: string) => new Promise<unknown>((done) => store.get(sid, (_error, found) => done(found)));
  const touch = (sid: string, value: session.SessionData) =>
    new Promise<void>((done) => store.touch?.(sid, value, done));
  const destroy = (sid: string) => new Promise<unknown>((done) => store.destroy(sid, done));
  const answers = () => events.flatMap((event) => (event.type === 'store-answered' ? [event] : []));
  return { store, events, set, get, touch, destroy, answers };
}

/** A store that takes a while to save and to destroy, and reads at once. */
function slowToWrite(): session.Store {
  const later = (act: () => void) => setTimeout(act, 20);
  class Slow extends session.MemoryStore {
    override set(...args: Parameters<session.MemoryStore['set']>) {
      later(() => super.set(...args));
    }
    override destroy(...args: Parameters<session.MemoryStore['destroy']>) {
      later(() => super.destroy(...args));
    }
  }
  return new Slow();
}

const told = (answers: readonly (ObserverEvent & { type: 'store-answered' })[]): string[] =>
  answers.map(({ operation, foundVersion, version }) =>
    operation === 'get' ? `get found ${foundVersion}, stored ${version}` : `${operation}, stored ${version}`,
  );

describe('what the observer knows of a store', () => {
  it('counts no version for a save that failed', async () => {
    const store = new session.MemoryStore();
    store.set = (_sid, _session, done) => done?.(new Error('disk full'));
    const { set, answers } = watchedStore(store);
    await set('s', data(1));
    await set('s', data(2));
    const nothing = { after: null, version: null, error: 'disk full' };
    expect(answers()).toMatchObject([nothing, nothing]);
  });

  it('keeps what was written after a get had looked, whatever that get then answers', async () => {
    const { get, set, answers } = watchedStore(new session.MemoryStore());
    const absent = get('s');
    const first = set('s', data(1));
    expect(await absent).toBeUndefined();
    await first;
    const late = get('s');
    const second = set('s', data(2));
    await Promise.all([late, second]);
    expect(told(answers())).toEqual([
      'get found null, stored null',
      'set, stored 1',
      'get found 1, stored 1',
      'set, stored 2',
    ]);
  });

  it('has a save for stored when the store has answered it, however slow it is', async () => {
    const { get, set, destroy, answers } = watchedStore(slowToWrite());
    await set('s', data(1));
    const saving = set('s', data(2));
    await get('s');
    await saving;
    const destroying = destroy('s');
    await get('s');
    await destroying;
    await get('s');
    expect(told(answers())).toEqual([
      'set, stored 1',
      'get found 1, stored 1',
      'set, stored 2',
      'get found 2, stored 2',
      'destroy, stored null',
      'get found null, stored null',
    ]);
  });

  it('counts a session once that was looked for before its save was done', async () => {
    const { get, set, answers } = watchedStore(slowToWrite());
    const saving = set('s', data(1));
    await get('s');
    await saving;
    await get('s');
    expect(told(answers())).toEqual([
      'get found null, stored null',
      'set, stored 1',
      'get found 1, stored 1',
    ]);
  });

  it('does not take a touch for the save that is under way', async () => {
    const { set, touch, answers } = watchedStore(slowToWrite());
    await set('s', data(1));
    const saving = set('s', data(2));
    await touch('s', data(1));
    await saving;
    expect(told(answers())).toEqual(['set, stored 1', 'touch, stored 1', 'set, stored 2']);
    expect(answers().map(({ after }) => JSON.parse(after ?? '{}').n)).toEqual([1, 1, 2]);
  });

  it('sees no new version in a store that keeps keys in another order', async () => {
    class Reordering extends session.MemoryStore {
      override get(...[sid, done]: Parameters<session.MemoryStore['get']>) {
        super.get(sid, (error, found) => {
          const reversed = found && Object.fromEntries(Object.entries(found).reverse());
          done(error, reversed as session.SessionData | undefined);
        });
      }
    }
    const { get, set, answers } = watchedStore(new Reordering());
    await set('s', data(1));
    await get('s');
    await get('s');
    expect(answers().map(({ version }) => version)).toEqual([1, 1, 1]);
  });

  it('goes on counting for a session that is only read while ten thousand others are written', async () => {
    const { store, get, set, answers } = watchedStore(new session.MemoryStore());
    await set('read', data(1));
    await set('read', data(2));
    for (let i = 0; i < 10_050; i++) {
      store.set(`s${i}`, data(i));
      if (i % 2_000 === 0) await get('read');
    }
    await get('read');
    expect(answers().at(-1)?.version).toBe(2);
  });
});
