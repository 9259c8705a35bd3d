import { textOf } from './snapshot.ts';

/** What is known of one stored session. `text` is null when it is gone; its versions go on counting if it comes back. */
type Entry = { version: number; text: string | null; past: Array<{ version: number; text: string }> };

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
    return entry === undefined || entry.text === null
      ? nothing
      : { text: entry.text, version: entry.version };
  }

  set(sid: string, text: string | null): Stored {
    const entry = this.#entries.get(sid) ?? { version: 0, text: null, past: [] };
    if (entry.text !== null) {
      entry.past.push({ version: entry.version, text: entry.text });
      if (entry.past.length > keptVersions) entry.past.shift();
    }
    entry.version += 1;
    entry.text = text;
    this.#keep(sid, entry);
    return this.stored(sid);
  }

  /** A touch writes the session's cookie into what is stored, and nothing where nothing is. */
  touch(sid: string, cookie: unknown): void {
    const entry = this.#entries.get(sid);
    if (entry === undefined || entry.text === null) return;
    entry.text = textOf({ ...JSON.parse(entry.text), cookie }) ?? entry.text;
  }

  remove(sid: string): void {
    const entry = this.#entries.get(sid);
    if (entry !== undefined) entry.text = null;
  }

  clear(): void {
    for (const entry of this.#entries.values()) entry.text = null;
  }

  /**
   * The version that a `get` gave: the one stored when it was called, else the present, else an earlier one with this
   * content. Content never seen was written by somebody else: a new version.
   */
  found(sid: string, text: string | null, atCall: Stored): Stored {
    if (text === null) {
      this.remove(sid);
      return nothing;
    }
    if (text === atCall.text) return atCall;
    const now = this.stored(sid);
    if (text === now.text) return now;
    const past = this.#entries.get(sid)?.past.findLast((one) => one.text === text);
    if (past !== undefined) return past;
    if (now.text !== null && sameData(now.text, text)) return { text, version: now.version };
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

/** Whether two session texts differ in their cookie only, as after a touch by another process. */
function sameData(one: string, other: string): boolean {
  const withoutCookie = (text: string) => {
    const { cookie: _, ...data } = JSON.parse(text);
    return JSON.stringify(data);
  };
  return withoutCookie(one) === withoutCookie(other);
}
