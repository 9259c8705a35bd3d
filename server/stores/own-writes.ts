import { createHash } from 'node:crypto';
import type { SessionData, Store } from 'express-session';

/** What is remembered of one session: what the lab has done to it since it was looked at. */
export type OwnWrites = {
  readonly sid: string;
  /** Calls that are not answered. */
  pending: number;
  /** Calls so far. */
  count: number;
  /** The last call came from a process that is over, by its own connection: the store takes it for another's. */
  isOfBefore: boolean;
  /** What it may have left: digests of data; null for nothing. */
  left: Set<string | null>;
  /** Of the whole text and of its data, as it was looked at last; null for nothing, undefined before the first look. */
  known: { text: string; data: string } | null | undefined;
  /** When it ends, on the clock that the store goes by; null for never, or unknown. */
  endsAt: number | null;
};

type Call = (...args: unknown[]) => unknown;

/** Sessions that are remembered; of those before, what is found there is taken for what it was. */
const most = 20_000;

export type OwnWritesBySession = {
  readonly all: Map<string, OwnWrites>;
  of(sid: string): OwnWrites;
  /** Whether some are not remembered any more. */
  hasForgotten(): boolean;
  /** What a call of the store that has just been answered was about. */
  onAnswered: (sid: string) => void;
  /** The store's process is over: what it still calls is of before. */
  isOver: boolean;
};

/**
 * Follows what the lab itself does to its store, so that what others do can be told from it. `now`: ms on the clock that
 * the store goes by. `before`: what was followed of the same place until it was opened again, and what still comes of that.
 */
export function followOwnWrites(
  store: Store,
  now: () => number,
  before: OwnWritesBySession | null,
): OwnWritesBySession {
  const all = before?.all ?? new Map<string, OwnWrites>();
  let hasForgotten = before?.hasForgotten() ?? false;
  const followed: OwnWritesBySession = {
    all,
    of: (sid) => {
      const known = all.get(sid);
      if (known !== undefined) return known;
      const own = {
        sid,
        pending: 0,
        count: 0,
        isOfBefore: false,
        left: new Set<string | null>(),
        known: undefined,
        endsAt: null,
      };
      all.set(sid, own);
      const [oldest] = all.keys();
      if (all.size > most && oldest !== undefined) hasForgotten = all.delete(oldest);
      return own;
    },
    hasForgotten: () => hasForgotten,
    onAnswered: () => {},
    isOver: false,
  };

  const begin = (name: string, sid: string | null, session: unknown) => {
    const about = sid === null ? [...all.values()] : [followed.of(sid)];
    const earlier = about.map((own) => possible(own));
    for (const own of about) {
      // It comes after all that was answered, and leaves nothing of that.
      if (own.pending === 0 && name !== 'touch') own.left.clear();
      own.pending += 1;
      own.count += 1;
      own.isOfBefore = followed.isOver;
      if (name === 'set') own.left.add(digestOfData(session));
      else if (name !== 'touch') own.left.add(null);
      else if (own.left.size === 0 && own.known) own.left.add(own.known.data);
      if (name === 'set' || name === 'touch') own.endsAt = endOf(session, now, store);
    }
    let isOver = false;
    return (error: unknown) => {
      if (isOver) return;
      isOver = true;
      for (const [place, own] of about.entries()) {
        own.pending -= 1;
        // What failed may have been done, or not.
        if (error) for (const one of earlier[place] ?? []) own.left.add(one);
        followed.onAnswered(own.sid);
      }
    };
  };
  for (const name of ['set', 'touch', 'destroy', 'clear'] as const) {
    const method: unknown = Reflect.get(store, name);
    if (typeof method !== 'function') continue;
    const value: Call = (...args) => {
      const end = begin(name, name === 'clear' ? null : String(args[0]), args[1]);
      const last = args.length - 1;
      const callback = args[last];
      if (typeof callback !== 'function') {
        const result: unknown = Reflect.apply(method, store, args);
        void Promise.resolve(result).then(() => end(null), end);
        return result;
      }
      args[last] = (...answer: unknown[]) => {
        end(answer[0]);
        return Reflect.apply(callback, undefined, answer);
      };
      try {
        return Reflect.apply(method, store, args);
      } catch (error) {
        end(error);
        throw error;
      }
    };
    Object.defineProperty(store, name, { configurable: true, enumerable: false, writable: true, value });
  }
  return followed;
}

/** What may be there of a session, as far as the lab has seen to it. */
const possible = ({ left, known }: OwnWrites): ReadonlyArray<string | null> =>
  left.size > 0 ? [...left] : [known?.data ?? null];

/** ms on the store's clock; a store that counts in whole seconds may end it up to one later. */
function endOf(session: unknown, now: () => number, store: Store): number | null {
  const { cookie }: Partial<SessionData> = Object(session);
  const expires = cookie?.expires;
  if (expires) return new Date(expires).getTime() - Date.now() + now();
  // What has no end gets that of the store, in seconds.
  const ttl: unknown = Reflect.get(store, 'ttl');
  return typeof ttl === 'number' ? now() + ttl * 1000 : null;
}

export const digestOf = (text: string): string => createHash('sha1').update(text).digest('base64');

/** Of a session without its cookie, nor what session-file-store adds; null for what is no session. */
function digestOfData(session: unknown): string | null {
  try {
    return digestOf(JSON.stringify({ ...Object(session), cookie: undefined, __lastAccess: undefined }));
  } catch {
    return null;
  }
}

/** The same of a stored text; of one that is no JSON, that of the text. */
export function digestOfText(text: string): string {
  try {
    return digestOfData(JSON.parse(text)) ?? digestOf(text);
  } catch {
    return digestOf(text);
  }
}
