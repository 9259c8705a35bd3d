import type { Store } from 'express-session';

/** Session texts (JSON, as the store was given them) by session ID. */
export type StoredSessions = Record<string, string>;

/** A store with what its owner needs beside express-session's own methods. */
export type LabStore = {
  readonly store: Store;
  /** Everything that is stored, expired sessions too; nothing is read through the store, so nothing expires by it. */
  sessions(): StoredSessions;
  /** Puts sessions in, over those with the same ID. */
  restore(sessions: Readonly<StoredSessions>): void;
  /** Holds these sessions from now on, and no others. */
  replace(sessions: Readonly<StoredSessions>): void;
  close(): void;
};
