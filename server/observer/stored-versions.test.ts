import session from 'express-session';
import { describe, expect, it } from 'vitest';
import type { ObserverEvent } from '../contract/events.ts';
import { observe } from './observe.ts';

const options = { secret: 'a', resave: false, saveUninitialized: false };
const data = (n: number) => ({ cookie: new session.Cookie(), n, user: 'alice' });

function watchedStore<Store extends session.Store>(store: Store) {
  const events: ObserverEvent[] = [];
  observe(session, { onEvent: (event) => events.push(event) })({ ...options, store });
  const set = (sid: string, value: session.SessionData) =>
    new Promise<unknown>((done) => store.set(sid, value, done));
  const get = (sid: string) => new Promise<unknown>((done) => store.get(sid, (_error, found) => done(found)));
  const answers = () => events.flatMap((event) => (event.type === 'store-answered' ? [event] : []));
  return { store, events, set, get, answers };
}

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
    const { store, get, set, answers } = watchedStore(new session.MemoryStore());
    const absent = get('s');
    const first = set('s', data(1));
    expect(await absent).toBeUndefined();
    await first;
    const late = get('s');
    store.set('s', data(2));
    await late;
    const gets = answers().filter(({ operation }) => operation === 'get');
    expect(gets.map(({ foundVersion, version }) => ({ foundVersion, version }))).toEqual([
      { foundVersion: null, version: 1 },
      { foundVersion: 1, version: 2 },
    ]);
    expect(gets[1]?.after).toContain('"n":2');
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
