import type { Store } from 'express-session';
import session from 'express-session';
import type { StoreConfig } from '../contract/stores/store-kinds.ts';
import type { OpenStore, StoreDriver, StoreOwner } from './open-store.ts';
import { hostOf, inTime, longestClear, longestOpen, notOpened, outsideStore, ownName } from './outside.ts';
import { dropped, type Pool, watchPostgres } from './postgres-watch.ts';
import { exportedBy, packagesFor } from './project-packages.ts';
import { rowOf } from './stored-row.ts';

type Settings = Extract<StoreConfig, { kind: 'postgres' }>;
type PoolClass = new (options: {
  connectionString: string;
  password?: string;
  connectionTimeoutMillis: number;
  application_name: string;
}) => Pool;
type PgStore = (
  withStore: typeof session,
) => new (options: {
  pool: Pool;
  tableName: string;
  errorLog: (...told: unknown[]) => void;
}) => Store & { close?: () => Promise<void> };

/** connect-pg-simple on pg, each as the user's project has it. */
export const postgres: StoreDriver<'postgres', Settings> = {
  kind: 'postgres',
  open: (settings, owner) => openPostgres(settings, owner),
};

/** What PostgreSQL calls what is wrong with who comes. */
const codes = { '28P01': 'login', '28000': 'login', '3D000': 'database', '42501': 'rights' } as const;

async function openPostgres(settings: Settings, owner: StoreOwner, table = ownName()): Promise<OpenStore> {
  const { url, password } = settings;
  const packages = await packagesFor('postgres');
  const Pool = exportedBy<PoolClass>('postgres', packages['pg'], 'Pool', ['pg']);
  const connect = exportedBy<PgStore>('postgres', packages['connect-pg-simple'], 'connectPgSimple', [
    'connect-pg-simple',
  ]);
  const place = hostOf(url, 5432);
  const pool = new Pool({
    connectionString: withPassword(url, password),
    connectionTimeoutMillis: longestOpen,
    application_name: table,
  });
  // Without a listener it would end the lab.
  pool.on('error', ({ message }) =>
    owner.tell(`PostgreSQL at ${place} is gone (${message}). Each call tries to reach it again.`),
  );
  try {
    // As connect-pg-simple's own table.sql has it.
    await inTime(
      pool.query(
        `CREATE TABLE IF NOT EXISTS "${table}" (sid varchar NOT NULL PRIMARY KEY, sess json NOT NULL, expire timestamp(6) NOT NULL)`,
      ),
      longestOpen,
    );
  } catch (error) {
    void pool.end().catch(() => {});
    throw notOpened({ kind: 'postgres', place }, error, codes);
  }
  const store = new (connect(session))({
    pool,
    tableName: table,
    errorLog: (...told) => owner.tell(told.map(String).join(' ')),
  });
  const disconnect = () => void pool.end().catch(() => {});
  return outsideStore({
    store,
    outlives: {
      reopen: () => openPostgres(settings, owner, table),
      leave: async () => {
        await store.close?.();
        disconnect();
      },
    },
    clear: async () => void (await pool.query(`DELETE FROM "${table}"`)),
    snapshot: async () => {
      const { rows } = await pool.query(`SELECT sid, sess::text AS text FROM "${table}" ORDER BY sid`);
      return Object.fromEntries(rows.map((row) => [String(row['sid']), String(row['text'])]));
    },
    stored: async (sid) => {
      const { rows } = await pool.query(
        // It is without a time zone, and was written in the session's.
        `SELECT sess::text AS text, extract(epoch FROM expire::timestamptz) * 1000 AS expires FROM "${table}" WHERE sid = $1`,
        [sid],
      );
      const [row] = rows;
      if (row === undefined) return null;
      return rowOf(`${table}, sid = ${sid}`, String(row['text']), Math.round(Number(row['expires'])));
    },
    clock: async () => {
      const { rows } = await pool.query('SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now');
      return Math.round(Number(rows[0]?.['now']));
    },
    watch: (heard) => watchPostgres(pool, table, heard),
    server: async () => {
      const { rows } = await pool.query('SHOW server_version');
      return `PostgreSQL ${String(rows[0]?.['server_version'])}`;
    },
    close: async () => {
      try {
        await store.close?.();
        await inTime(pool.query(dropped(table)), longestClear);
      } finally {
        disconnect();
      }
    },
  });
}

/** What an address says of a password goes before what stands beside it. */
function withPassword(text: string, password: string | undefined): string {
  const url = new URL(text);
  if (password !== undefined) url.password = encodeURIComponent(password);
  return url.href;
}
