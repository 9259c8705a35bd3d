import session from 'express-session';
import type { LabStore, StoredSessions } from './lab-store.ts';

/** A Map-like object as MemoryStore makes it: without a prototype, so that any session ID is just a key. */
const noSessions = (): StoredSessions => Object.create(null);

/** express-session's own MemoryStore. */
export function createMemoryStore(): LabStore {
  // What MemoryStore keeps its sessions in, under the same name, is no part of its types.
  const store = Object.assign(new session.MemoryStore(), { sessions: noSessions() });
  return {
    store,
    sessions: () => ({ ...store.sessions }),
    restore: (sessions) => {
      Object.assign(store.sessions, sessions);
    },
    replace: (sessions) => {
      store.sessions = Object.assign(noSessions(), sessions);
    },
    close: () => {},
  };
}
