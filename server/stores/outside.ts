import { randomUUID } from 'node:crypto';
import type { SessionData, Store } from 'express-session';
import type { ProblemParams } from '../contract/errors.ts';
import { messageOf } from '../contract/message-of.ts';
import { storeKinds } from '../contract/stores/store-kinds.ts';
import { ProblemError, problemError } from '../words/problems.ts';
import { asHandedOver } from './calls.ts';
import type { OpenStore, ReplaceableStore, StoredSessions } from './open-store.ts';

/** ms in which a store elsewhere has to be open, and may take to be cleared up at the end. */
export const longestOpen = 5000;
export const longestClear = 400;

/** What the lab's own place in a store is called, so that nobody else's is taken for it. */
export const ownName = (): string => `session_playground_${randomUUID().replaceAll('-', '').slice(0, 12)}`;

type Told = 'server' | 'isOpaque' | 'stored' | 'clock' | 'endsBy' | 'watch' | 'outlives';
type Outside = Pick<OpenStore, 'snapshot' | 'close' | Told> & {
  store: Store;
  /** Takes away all that the lab has put there, and nothing else. */
  clear(): Promise<void>;
};

/** A published store with what its owner needs: sessions are put in by its own `set`, and so get the expiry that it gives. */
export function outsideStore({ store, clear, close, ...others }: Outside): ReplaceableStore {
  let closed: Promise<void> | null = null;
  // Its own method, also when faults are put over it later.
  const set = store.set.bind(store);
  const put = (sid: string, session: SessionData) =>
    new Promise<void>((resolve, reject) => set(sid, session, (error) => (error ? reject(error) : resolve())));
  const restore = async (sessions: Readonly<StoredSessions>): Promise<void> => {
    for (const [sid, text] of Object.entries(sessions)) await put(sid, asHandedOver(JSON.parse(text)));
  };
  return {
    ...others,
    store,
    close: () => {
      closed ??= close();
      return closed;
    },
    restore,
    replace: async (sessions) => {
      await clear();
      await restore(sessions);
    },
  };
}

type Why = ProblemParams['store-not-opened']['why'];

/** Where the setting is that says what was not opened, by kind of store. */
const settings = { redis: 'url', postgres: 'url', sqlite: 'path', file: 'path', module: 'module' } as const;

/** What the system calls what went wrong with a file. */
const whyOfFile: Readonly<Record<string, Why>> = {
  EACCES: 'folder',
  EPERM: 'folder',
  EROFS: 'folder',
  ERR_ACCESS_DENIED: 'contained',
};

/** What the system and the clients of databases call what went wrong with a server. */
const whyByCode: Readonly<Record<string, Why>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'no-such-host',
  EAI_AGAIN: 'no-such-host',
  ETIMEDOUT: 'no-answer',
  EHOSTUNREACH: 'no-answer',
  ENETUNREACH: 'no-answer',
  ECONNRESET: 'closed',
  EPROTO: 'tls',
};

const whyByMessage: ReadonlyArray<readonly [RegExp, Why]> = [
  [/WRONGPASS|NOAUTH|invalid (?:username-password|password)|password must be a string/i, 'login'],
  [/DB index|invalid DB/i, 'database'],
  [/NOPERM|no permissions/i, 'rights'],
  [/does not support SSL|wrong version number|certificate|ssl|tls/i, 'tls'],
  [/timeout|did not answer/i, 'no-answer'],
  [/socket closed|connection terminated|unexpectedly/i, 'closed'],
];

/** Its code, also where a client has put another error around it. */
const codeOf = (error: unknown, message: string): string => {
  const code: unknown = Reflect.get(Object(error), 'code');
  return typeof code === 'string' ? code : (/\bE[A-Z_]{4,}\b/.exec(message)?.[0] ?? '');
};

/** Why a store cannot be had, in words. `known`: what its driver calls things, before what everybody does. */
export function notOpened(
  at: { kind: keyof typeof settings; place: string; label?: string },
  error: unknown,
  known: Readonly<Record<string, Why>> = {},
): ProblemError {
  if (error instanceof ProblemError) return error;
  const message = messageOf(error);
  const code = codeOf(error, message);
  const setting = settings[at.kind];
  const why = setting === 'url' ? whyOfServer(code, message, known) : whyOfFile[code];
  const store = at.label ?? storeKinds[at.kind].label;
  return problemError('store-not-opened', `store.${setting}`, {
    store,
    place: at.place,
    why: why ?? 'other',
    message,
  });
}

function whyOfServer(code: string, message: string, known: Readonly<Record<string, Why>>): Why | undefined {
  const byMessage = whyByMessage.find(([pattern]) => pattern.test(message))?.[1];
  return known[code] ?? whyByCode[code] ?? (/^(?:ERR_TLS|ERR_SSL|.*CERT)/.test(code) ? 'tls' : byMessage);
}

/** Rejects where it takes longer than that; what comes of it then is nobody's. */
export async function inTime<Value>(work: Promise<Value>, ms: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it did not answer within ${ms / 1000} s`)), ms);
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Host and port of an address, with the port that is meant where it names none. */
export function hostOf(url: string, port: number): string {
  const { hostname, port: own } = new URL(url);
  return `${hostname}:${own === '' ? port : own}`;
}
