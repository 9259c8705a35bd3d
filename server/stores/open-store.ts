import type { Store } from 'express-session';
import type { Notice, StoredRow } from '../contract/stores/stored-look.ts';

/** Session texts (JSON, as the store was given them) by session ID. */
export type StoredSessions = Record<string, string>;

/** A store with what its owner needs beside express-session's own methods. */
export type OpenStore = {
  readonly store: Store;
  /** Everything that is stored, expired sessions too; nothing is read through the store, so nothing expires by it. */
  snapshot(): Promise<StoredSessions>;
  /** Puts sessions in, over those with the same ID. */
  restore(sessions: Readonly<StoredSessions>): Promise<void>;
  /** Holds these sessions from now on, and no others. A store that cannot do that cannot be raced. */
  replace?(sessions: Readonly<StoredSessions>): Promise<void>;
  /** There is no looking into it: what it holds is read by its own `get`. */
  readonly isOpaque?: boolean;
  /** What answers, in its own words: name and version. Left out by what is a part of the app. */
  server?(): Promise<string>;
  /** For a store whose sessions are not in the process: they outlive it. */
  readonly outlives?: {
    /** Opens the same place once more, as the process after this one does. */
    reopen(): Promise<OpenStore>;
    /** Lets go of it, as a process that ends does: what is there stays, for who has opened it again. */
    leave(): Promise<void>;
  };
  /** What it keeps of a session, past its own `get`; left out where nobody can look into it. */
  stored?(sid: string): Promise<StoredRow | null>;
  /** Its own clock, in ms since 1970; left out by one that has none. */
  clock?(): Promise<number>;
  /** Whose clock ends its sessions; the lab's where nothing is said. */
  readonly endsBy?: 'store';
  /** Hears of what is changed in it from here on; left out where none but the lab can reach it, or nobody can look. */
  watch?(heard: Heard): Promise<Watching>;
  /** What is there of the lab alone is removed, as far as it can still be reached. */
  close(): Promise<void>;
};

/**
 * A session was changed, by others than the lab for sure, or by anybody; `null`: whichever may have been. Nothing that
 * others change goes unheard, or it is heard of all.
 */
export type Heard = (sid: string | null, by: 'others' | 'anybody') => void;

export type Watching = {
  notice(): Notice;
  /** Whether what others change is heard of however near it is to what the lab writes. */
  readonly isExact: boolean;
  stop(): Promise<void>;
};

/** Who has a store open, and hears of what happens to it meanwhile. */
export type StoreOwner = {
  /** Something to be shown: the connection broke, or is back. */
  tell(message: string): void;
};

/** One whose sessions can be exchanged for others, again and again. */
export type ReplaceableStore = OpenStore & Required<Pick<OpenStore, 'replace'>>;

/** Opens stores of one kind. */
export type StoreDriver<Kind extends string = string, Settings = object> = {
  readonly kind: Kind;
  /** A new store. Rejects, with a message to be shown, where one cannot be had. */
  open(settings: Settings, owner: StoreOwner): Promise<OpenStore>;
};

/** The drivers there are, by kind. */
export type StoreDrivers = Readonly<Record<string, StoreDriver>>;
