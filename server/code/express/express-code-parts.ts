import type { GenidKind } from '../../contract/options/genid.ts';
import type { StoreConfig, StoreKind } from '../../contract/stores/store-kinds.ts';
import { shownOptions } from '../../contract/stores/store-text.ts';
import { annotation, type Language, literal } from './express-code-words.ts';

/** A piece of the file: what it imports, its text, and the name under which the options take it. */
type Part = { imports: string[]; text?: string; name: string };

const generators: Record<GenidKind, Part | undefined> = {
  'uid-safe': undefined,
  uuid: { imports: ["import { randomUUID } from 'node:crypto';"], name: '() => randomUUID()' },
  counter: { imports: [], text: 'let sessions = 0;', name: '() => String(++sessions)' },
  timestamp: { imports: [], name: '() => String(Date.now())' },
  same: { imports: [], name: "() => 'the-one-id'" },
  async: { imports: ["import { randomUUID } from 'node:crypto';"], name: 'async () => randomUUID()' },
  number: { imports: [], text: 'let sessions = 0;', name: '() => ++sessions' },
  undefined: { imports: [], name: '() => undefined' },
  throws: { imports: [], name: "() => { throw new Error('genid threw'); }" },
  'two-digits': {
    imports: ["import { randomInt } from 'node:crypto';"],
    name: "() => String(randomInt(100)).padStart(2, '0')",
  },
};

export const generatorCode = (kind: GenidKind): Part | undefined => generators[kind];

const stores: {
  [Kind in StoreKind]: (language: Language, config: Extract<StoreConfig, { kind: Kind }>) => Part | undefined;
} = {
  memory: () => undefined,
  'memory-no-touch': () => ({
    imports: [],
    text: "const store = new session.MemoryStore();\nReflect.set(store, 'touch', undefined);",
    name: 'store',
  }),
  'memory-non-atomic-touch': (language) => ({
    imports: [],
    text: nonAtomicTouchCode(language),
    name: 'store',
  }),
  sqlite: (language, { path }) => ({
    imports: ["import { DatabaseSync } from 'node:sqlite';"],
    text: sqliteCode(language, path ?? ':memory:'),
    name: 'new SqliteStore()',
  }),
  redis: (_language, { url }) => ({
    imports: ["import { RedisStore } from 'connect-redis';", "import { createClient } from 'redis';"],
    text: `const client = createClient({ url: process.env['REDIS_URL'] ?? ${literal(url)} });
client.on('error', (error) => console.error(error.message));
await client.connect();`,
    name: 'new RedisStore({ client })',
  }),
  postgres: (_language, { url }) => ({
    imports: ["import connectPgSimple from 'connect-pg-simple';", "import pg from 'pg';"],
    text: `const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'] ?? ${literal(url)} });
pool.on('error', (error) => console.error(error.message));
const PgStore = connectPgSimple(session);`,
    name: 'new PgStore({ pool, createTableIfMissing: true })',
  }),
  file: (_language, { path }) => ({
    imports: ["import fileStore from 'session-file-store';"],
    text: 'const FileStore = fileStore(session);',
    name: `new FileStore({ path: ${literal(path)}, retries: 0 })`,
  }),
  module: (_language, { module, options }) => ({
    imports: [`import * as module from ${literal(module)};`],
    text: '// Where it exports a function of express-session: const Store = module.default(session);\nconst Store = module.default;',
    name: `new Store(${options === undefined || options === shownOptions ? '' : options})`,
  }),
  memorystore: () => ({
    imports: ["import memorystore from 'memorystore';"],
    text: 'const Memory = memorystore(session);',
    name: 'new Memory({ checkPeriod: 86_400_000 })',
  }),
};

export function storeCode<Kind extends StoreKind>(
  config: Extract<StoreConfig, { kind: Kind }>,
  language: Language,
): Part | undefined {
  return stores[config.kind](language, config);
}

function nonAtomicTouchCode(language: Language): string {
  const self = language === 'ts' ? 'this: session.Store, ' : '';
  const text = annotation(language, 'string');
  const data = annotation(language, 'SessionData');
  const done = language === 'ts' ? '?: (error?: unknown) => void' : '';
  return `const store = new session.MemoryStore();
Reflect.set(store, 'touch', function touch(${self}sid${text}, data${data}, callback${done}) {
  this.get(sid, (error, stored) => {
    if (error || !stored) return callback?.(error);
    this.set(sid, { ...stored, cookie: data.cookie }, callback);
  });
});`;
}

function sqliteCode(language: Language, path: string): string {
  const text = annotation(language, 'string');
  const data = annotation(language, 'SessionData');
  const found = annotation(language, '(error: unknown, session?: SessionData | null) => void');
  const done = language === 'ts' ? '?: (error?: unknown) => void' : '';
  const override = language === 'ts' ? 'override ' : '';
  return `class SqliteStore extends session.Store {
  #database = new DatabaseSync(${literal(path)});

  constructor() {
    super();
    this.#database.exec('CREATE TABLE ${path === ':memory:' ? '' : 'IF NOT EXISTS '}sessions (sid TEXT PRIMARY KEY, session TEXT NOT NULL, expires INTEGER) STRICT');
  }

  ${override}get(sid${text}, callback${found}) {
    const row = this.#database.prepare('SELECT session, expires FROM sessions WHERE sid = ?').get(sid);
    if (row && typeof row['expires'] === 'number' && row['expires'] <= Date.now()) return this.destroy(sid, () => callback(null));
    setImmediate(callback, null, row ? JSON.parse(String(row['session'])) : null);
  }

  ${override}set(sid${text}, data${data}, callback${done}) {
    const { expires } = data.cookie;
    const ends = expires ? new Date(expires).getTime() : null;
    this.#database.prepare('INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)').run(sid, JSON.stringify(data), ends);
    if (callback) setImmediate(callback);
  }

  ${override}touch(sid${text}, data${data}, callback${done}) {
    const { expires } = data.cookie;
    const ends = expires ? new Date(expires).getTime() : null;
    // In one statement: what somebody saves meanwhile stays.
    this.#database
      .prepare("UPDATE sessions SET session = json_set(session, '$.cookie', json(?)), expires = ? WHERE sid = ? AND (expires IS NULL OR expires > ?)")
      .run(JSON.stringify(data.cookie), ends, sid, Date.now());
    if (callback) setImmediate(callback);
  }

  ${override}destroy(sid${text}, callback${done}) {
    this.#database.prepare('DELETE FROM sessions WHERE sid = ?').run(sid);
    if (callback) setImmediate(callback);
  }
}`;
}
