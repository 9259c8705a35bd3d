import { isDeepStrictEqual } from 'node:util';
import { isSameData, isSameText, type SessionText, sizeOf, withCookie } from './snapshot.ts';

/** A session as it is or was stored; both are null where nothing is. */
export type Stored = { readonly text: SessionText | null; readonly version: number | null };

export const nothing: Stored = { text: null, version: null };

/** What is known of one stored session. */
type Entry = {
  stored: Stored;
  /** Its last version, from which counting goes on when it is gone and comes back. */
  version: number;
  past: Stored[];
  /** Writes that were called and are not answered. While there are any, the store may still hold what was before them. */
  pending: number;
  /** What the store has answered last, which is what it then held. */
  answered: Stored;
};

/** Bounds of one generation, in sessions and in characters (what was read whole is there once more); two are kept. */
const kept = 5_000;
const keptText = 8_000_000;
/** Bounds of what is kept of one session beside what is stored. */
const keptVersions = 16;
const keptPast = 1_000_000;

/**
 * What a store holds, followed from the calls made to it, since asking it would be one call more than without the
 * observer. A version is a write by `set`; `touch` moves a version's cookie only. Bounded to the sessions last used.
 */
export class StoreMirror {
  #entries = new Map<string, Entry>();
  /** Those of the generation before: what is used of them comes into the present one, the rest goes with its end. */
  #older = new Map<string, Entry>();
  /** Characters that came into the present generation. */
  #size = 0;

  /** What is stored now. */
  stored(sid: string | null): Stored {
    return (sid === null ? undefined : this.#entry(sid))?.stored ?? nothing;
  }

  set(sid: string, text: SessionText | null): Stored {
    const entry = this.#entry(sid) ?? {
      stored: nothing,
      version: 0,
      past: [],
      pending: 0,
      answered: nothing,
    };
    keepPast(entry);
    entry.version += 1;
    entry.stored = text === null ? nothing : { text, version: entry.version };
    this.#keep(sid, entry, text);
    return entry.stored;
  }

  /** A touch writes the session's cookie into what is stored, and nothing where nothing is. */
  touch(sid: string, given: SessionText | null): void {
    const entry = this.#entry(sid);
    if (entry !== undefined) entry.stored = touchedBy(given, entry.stored);
  }

  remove(sid: string): void {
    const entry = this.#entry(sid);
    if (entry === undefined) return;
    keepPast(entry);
    entry.stored = nothing;
  }

  /** A write is called. */
  begin(sid: string): void {
    const entry = this.#entry(sid);
    if (entry !== undefined) entry.pending += 1;
  }

  /** It is answered. */
  end(sid: string): void {
    const entry = this.#entry(sid);
    if (entry !== undefined && entry.pending > 0) entry.pending -= 1;
  }

  /** Takes the store's answer for what it holds, and returns that. */
  answer(sid: string, stored: Stored): Stored {
    const entry = this.#entry(sid);
    if (entry !== undefined) entry.answered = stored;
    return stored;
  }

  /** Whether writes are under way, so that what was called last need not be what is stored. */
  isPending(sid: string): boolean {
    return (this.#entry(sid)?.pending ?? 0) > 0;
  }

  /** What a touch that was answered has left of what the store had answered before. */
  touched(sid: string, given: SessionText | null): Stored {
    return touchedBy(given, this.#entry(sid)?.answered ?? nothing);
  }

  /** Takes back a write that the store answered with an error, unless another one came after it. */
  revert(sid: string, written: Stored, before: Stored): void {
    const entry = this.#entry(sid);
    if (entry === undefined || !isSame(entry.stored, written)) return;
    if (written.text === null && before.text !== null) entry.past.pop();
    const isNewVersion = written.version !== null && written.version !== before.version;
    if (isNewVersion) {
      entry.version -= 1;
      if (before.text !== null) entry.past.pop();
    }
    entry.stored = before;
  }

  clear(): void {
    for (const entries of [this.#entries, this.#older]) {
      for (const entry of entries.values()) entry.stored = nothing;
    }
  }

  /**
   * The version that a `get` gave: the one stored when it was called, else the present, else an earlier one with this
   * text. Text never seen was written by somebody else: a new version.
   */
  found(sid: string, text: SessionText | null, atCall: Stored): Stored {
    const now = this.stored(sid);
    if (text === null) {
      // It has expired, or was removed by somebody else; unless it was written after the store had looked.
      if (isSame(now, atCall) && !this.isPending(sid)) this.remove(sid);
      return nothing;
    }
    const entry = this.#entry(sid);
    if (entry !== undefined && !this.#entries.has(sid)) this.#keep(sid, entry, null);
    if (isSameText(text, atCall.text)) return atCall;
    if (isSameText(text, now.text)) return now;
    const past = entry?.past.findLast((one) => isSameText(text, one.text));
    if (past !== undefined) return past;
    if (entry !== undefined && now.text !== null && hasSameData(now.text, text)) {
      entry.stored = { text, version: now.version };
      return entry.stored;
    }
    return this.set(sid, text);
  }

  /** Somebody else put this text there, or took it away. Another version, unless only its cookie is another one. */
  outside(sid: string, text: SessionText | null): Stored {
    const entry = this.#entry(sid);
    const now = this.stored(sid);
    if (text === null) {
      this.remove(sid);
      return nothing;
    }
    if (entry === undefined || now.text === null || !hasSameData(now.text, text)) return this.set(sid, text);
    if (!isSameText(text, now.text)) entry.stored = { text, version: now.version };
    return entry.stored;
  }

  #entry(sid: string): Entry | undefined {
    return this.#entries.get(sid) ?? this.#older.get(sid);
  }

  /** `added`: the text that is new to it. */
  #keep(sid: string, entry: Entry, added: SessionText | null): void {
    const isKept = this.#entries.has(sid);
    if (!isKept) this.#entries.set(sid, entry);
    this.#size += isKept ? sizeOf(added) : sizeOf(entry.stored.text) + sizeOfPast(entry);
    if (this.#entries.size < kept && this.#size < keptText) return;
    this.#older = this.#entries;
    this.#entries = new Map();
    this.#size = 0;
  }
}

function keepPast(entry: Entry): void {
  if (entry.stored.text === null) return;
  entry.past.push(entry.stored);
  if (entry.past.length > keptVersions) entry.past.shift();
  if (sizeOf(entry.stored.text) * keptVersions < keptPast) return;
  while (entry.past.length > 1 && sizeOfPast(entry) > keptPast) entry.past.shift();
}

const sizeOfPast = ({ past }: Entry): number => past.reduce((size, { text }) => size + sizeOf(text), 0);

function touchedBy(given: SessionText | null, stored: Stored): Stored {
  if (stored.text === null || given === null) return stored;
  const text = withCookie(stored.text, given.cookie);
  return text === stored.text ? stored : { text, version: stored.version };
}

const isSame = (one: Stored, other: Stored): boolean =>
  one === other || (one.version === other.version && isSameText(one.text, other.text));

/**
 * Whether two sessions differ in their cookie only, or in the order of their keys: after a touch by another process,
 * from a store whose touch leaves the stored cookie alone, or from one that keeps keys in an order of its own.
 */
function hasSameData(one: SessionText, other: SessionText): boolean {
  return isSameData(one.data, other.data) || isDeepStrictEqual(parsed(one), parsed(other));
}

const parsed = ({ data }: SessionText): unknown => JSON.parse(data.text ?? '{}');
