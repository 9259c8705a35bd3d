import { isDeepStrictEqual } from 'node:util';
import { textOf } from './snapshot.ts';

/** What is known of one stored session. `text` is null when it is gone; its versions go on counting if it comes back. */
type Entry = {
  version: number;
  text: string | null;
  past: Array<{ version: number; text: string }>;
  /** Writes that were called and are not answered. While there are any, the store may still hold what was before them. */
  pending: number;
  /** What the store has answered last, which is what it then held. */
  answered: Stored;
};

export type Stored = { text: string | null; version: number | null };

const kept = 10_000;
const keptVersions = 16;
const nothing: Stored = { text: null, version: null };

/**
 * What a store holds, followed from the calls made to it, since asking it would be one call more than without the
 * observer. A version is a write by `set`; `touch` moves a version's cookie only. Bounded to the sessions last used.
 */
export class StoreMirror {
  readonly #entries = new Map<string, Entry>();

  /** What is stored now; `version` is null when nothing is. */
  stored(sid: string | null): Stored {
    const entry = sid === null ? undefined : this.#entries.get(sid);
    if (sid === null || entry === undefined || entry.text === null) return nothing;
    return { text: entry.text, version: entry.version };
  }

  set(sid: string, text: string | null): Stored {
    const entry = this.#entries.get(sid) ?? {
      version: 0,
      text: null,
      past: [],
      pending: 0,
      answered: nothing,
    };
    keepPast(entry);
    entry.version += 1;
    entry.text = text;
    this.#keep(sid, entry);
    return this.stored(sid);
  }

  /** A touch writes the session's cookie into what is stored, and nothing where nothing is. `whole`: that, if known. */
  touch(sid: string, cookie: unknown, whole: string | null): void {
    const entry = this.#entries.get(sid);
    if (entry === undefined || entry.text === null) return;
    entry.text = whole ?? textOf({ ...JSON.parse(entry.text), cookie }) ?? entry.text;
  }

  remove(sid: string): void {
    const entry = this.#entries.get(sid);
    if (entry === undefined) return;
    keepPast(entry);
    entry.text = null;
  }

  /** A write is called. */
  begin(sid: string): void {
    const entry = this.#entries.get(sid);
    if (entry !== undefined) entry.pending += 1;
  }

  /** It is answered. */
  end(sid: string): void {
    const entry = this.#entries.get(sid);
    if (entry !== undefined && entry.pending > 0) entry.pending -= 1;
  }

  /** Takes the store's answer for what it holds, and returns that. */
  answer(sid: string, stored: Stored): Stored {
    const entry = this.#entries.get(sid);
    if (entry !== undefined) entry.answered = stored;
    return stored;
  }

  /** Whether writes are under way, so that what was called last need not be what is stored. */
  isPending(sid: string): boolean {
    return (this.#entries.get(sid)?.pending ?? 0) > 0;
  }

  /** What a touch that was answered has left of what the store had answered before. */
  touched(sid: string, cookie: unknown): Stored {
    const { text, version } = this.#entries.get(sid)?.answered ?? nothing;
    return text === null ? nothing : { text: textOf({ ...JSON.parse(text), cookie }), version };
  }

  /** Takes back a write that the store answered with an error, unless another one came after it. */
  revert(sid: string, written: Stored, before: Stored): void {
    const entry = this.#entries.get(sid);
    if (entry === undefined || !isSame(this.stored(sid), written)) return;
    if (written.text === null && before.text !== null) entry.past.pop();
    const isNewVersion = written.version !== null && written.version !== before.version;
    if (isNewVersion) {
      entry.version -= 1;
      if (before.text !== null) entry.past.pop();
    }
    entry.text = before.text;
  }

  clear(): void {
    for (const entry of this.#entries.values()) entry.text = null;
  }

  /**
   * The version that a `get` gave: the one stored when it was called, else the present, else an earlier one with this
   * content. Content never seen was written by somebody else: a new version.
   */
  found(sid: string, text: string | null, atCall: Stored): Stored {
    const now = this.stored(sid);
    if (text === null) {
      // It has expired, or was removed by somebody else; unless it was written after the store had looked.
      if (isSame(now, atCall) && !this.isPending(sid)) this.remove(sid);
      return nothing;
    }
    const entry = this.#entries.get(sid);
    if (entry !== undefined) this.#keep(sid, entry);
    if (text === atCall.text) return atCall;
    if (text === now.text) return now;
    const past = entry?.past.findLast((one) => one.text === text);
    if (past !== undefined) return past;
    if (entry !== undefined && now.text !== null && sameData(now.text, text)) {
      entry.text = text;
      return { text, version: now.version };
    }
    return this.set(sid, text);
  }

  #keep(sid: string, entry: Entry): void {
    this.#entries.delete(sid);
    this.#entries.set(sid, entry);
    if (this.#entries.size <= kept) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }
}

function keepPast(entry: Entry): void {
  if (entry.text === null) return;
  entry.past.push({ version: entry.version, text: entry.text });
  if (entry.past.length > keptVersions) entry.past.shift();
}

const isSame = (one: Stored, other: Stored): boolean =>
  one.version === other.version && one.text === other.text;

/**
 * Whether two session texts differ in their cookie only, or in the order of their keys: after a touch by another process,
 * from a store whose touch leaves the stored cookie alone, or from one that keeps keys in an order of its own.
 */
function sameData(one: string, other: string): boolean {
  const withoutCookie = (text: string): unknown => {
    const { cookie: _, ...data } = JSON.parse(text);
    return data;
  };
  return isDeepStrictEqual(withoutCookie(one), withoutCookie(other));
}
