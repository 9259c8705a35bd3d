import session, { type SessionData, type Store } from 'express-session';
import type { ReplaceableStore, StoreDriver, StoredSessions } from './open-store.ts';
import { expiryIn, rowOf } from './stored-row.ts';

/** A Map-like object as MemoryStore makes it: without a prototype, so that any session ID is just a key. */
const noSessions = (): StoredSessions => Object.create(null);

/** express-session's own MemoryStore. */
export function createMemoryStore(): ReplaceableStore {
  // What MemoryStore keeps its sessions in, under the same name, is no part of its types.
  const store = Object.assign(new session.MemoryStore(), { sessions: noSessions() });
  return {
    store,
    snapshot: async () => ({ ...store.sessions }),
    stored: async (sid) => {
      const text = store.sessions[sid];
      return text === undefined ? null : rowOf(sid, text, expiryIn(text));
    },
    restore: async (sessions) => {
      Object.assign(store.sessions, sessions);
    },
    replace: async (sessions) => {
      store.sessions = Object.assign(noSessions(), sessions);
    },
    close: async () => {},
  };
}

/** MemoryStore without the optional `touch`: express-session looks for a function, and finds none. */
export function createMemoryStoreWithoutTouch(): ReplaceableStore {
  const made = createMemoryStore();
  Object.defineProperty(made.store, 'touch', { value: undefined, writable: true, configurable: true });
  return made;
}

/** MemoryStore with a touch that calls the store's own `get` and `set`: both can be listened to, and held. */
export function createMemoryStoreWithNonAtomicTouch(): ReplaceableStore {
  const made = createMemoryStore();
  function touch(this: Store, sid: string, { cookie }: SessionData, callback?: (error?: unknown) => void) {
    this.get(sid, (error, stored) => {
      if (error || !stored) callback?.(error);
      else this.set(sid, { ...stored, cookie }, callback);
    });
  }
  Object.defineProperty(made.store, 'touch', { value: touch, writable: true, configurable: true });
  return made;
}

export const memory: StoreDriver<'memory'> = { kind: 'memory', open: async () => createMemoryStore() };

export const memoryWithoutTouch: StoreDriver<'memory-no-touch'> = {
  kind: 'memory-no-touch',
  open: async () => createMemoryStoreWithoutTouch(),
};

export const memoryWithNonAtomicTouch: StoreDriver<'memory-non-atomic-touch'> = {
  kind: 'memory-non-atomic-touch',
  open: async () => createMemoryStoreWithNonAtomicTouch(),
};
