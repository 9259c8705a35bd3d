import type { DatabaseSync } from 'node:sqlite';
import { type SessionData, Store } from 'express-session';
import { expiryOf } from './stored-row.ts';

type Callback<Value = unknown> = (error: unknown, value?: Value) => void;

/** Sessions in one SQLite table: the text as given, and beside it when it expires, in ms since 1970. */
export class SqliteStore extends Store {
  readonly #database: DatabaseSync;
  readonly #table: string;

  /** `table`: a plain name, which is written as it is. */
  constructor(database: DatabaseSync, table = 'sessions') {
    super();
    this.#database = database;
    this.#table = table;
    database.exec(
      `CREATE TABLE IF NOT EXISTS ${table} (sid TEXT PRIMARY KEY, session TEXT NOT NULL, expires INTEGER) STRICT`,
    );
  }

  get(sid: string, callback: Callback<SessionData | null>): void {
    this.#answer(callback, () => this.#read(sid));
  }

  set(sid: string, session: SessionData, callback?: Callback): void {
    this.#answer(callback, () => this.write(sid, JSON.stringify(session), expiryOf(session)));
  }

  override touch(sid: string, session: SessionData, callback?: Callback): void {
    this.#answer(callback, () => {
      const stored = this.#read(sid);
      if (!stored) return;
      this.write(sid, JSON.stringify({ ...stored, cookie: session.cookie }), expiryOf(session));
    });
  }

  destroy(sid: string, callback?: Callback): void {
    this.#answer(callback, () => this.#remove(sid));
  }

  override all(callback: Callback<Record<string, SessionData>>): void {
    this.#answer(callback, () => this.#readAll());
  }

  override length(callback: Callback<number>): void {
    this.#answer(callback, () => Object.keys(this.#readAll()).length);
  }

  override clear(callback?: Callback): void {
    this.#answer(callback, () => this.empty());
  }

  empty(): void {
    this.#database.exec(`DELETE FROM ${this.#table}`);
  }

  /** Every text by session ID, whether expired or not. */
  texts(): Record<string, string> {
    const rows = this.#database.prepare(`SELECT sid, session FROM ${this.#table}`).all();
    return Object.fromEntries(rows.map((row) => [String(row['sid']), String(row['session'])]));
  }

  /** The row as it is, whether expired or not. */
  row(sid: string): { text: string; expires: number | null } | null {
    const row = this.#database.prepare(`SELECT session, expires FROM ${this.#table} WHERE sid = ?`).get(sid);
    if (!row) return null;
    const expires = row['expires'];
    return { text: String(row['session']), expires: typeof expires === 'number' ? expires : null };
  }

  write(sid: string, text: string, expires: number | null): void {
    this.#database.prepare(`INSERT OR REPLACE INTO ${this.#table} VALUES (?, ?, ?)`).run(sid, text, expires);
  }

  /** A session that has expired is removed by reading it, as MemoryStore does. */
  #read(sid: string): SessionData | null {
    const row = this.row(sid);
    if (!row) return null;
    if (row.expires === null || row.expires > Date.now()) return JSON.parse(row.text);
    this.#remove(sid);
    return null;
  }

  #readAll(): Record<string, SessionData> {
    const sids = Object.keys(this.texts());
    return Object.fromEntries(
      sids.flatMap((sid) => {
        const session = this.#read(sid);
        return session ? [[sid, session]] : [];
      }),
    );
  }

  #remove(sid: string): void {
    this.#database.prepare(`DELETE FROM ${this.#table} WHERE sid = ?`).run(sid);
  }

  /** The work is done at once, the answer given later, as by a store that is elsewhere. */
  #answer<Value>(callback: Callback<Value> | undefined, work: () => Value): void {
    let answer: [unknown, Value?];
    try {
      answer = [null, work()];
    } catch (error) {
      answer = [error];
    }
    if (callback) setImmediate(callback, ...answer);
  }
}
