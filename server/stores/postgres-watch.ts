import { messageOf } from '../contract/message-of.ts';
import type { Heard, Watching } from './open-store.ts';
import { polled } from './polling.ts';

type Row = Readonly<Record<string, unknown>>;

/** What is used of a pool of pg, of whatever version. */
export type Pool = {
  query(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
  connect(): Promise<PoolClient>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  end(): Promise<void>;
};
/** One connection of a pool, out of which it is taken. */
type PoolClient = {
  query(text: string): Promise<unknown>;
  on(event: 'notification', listener: (told: { payload?: string }) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  /** True: it is closed, and not taken back. */
  release(isClosed: true): void;
};

/** ms between two tries to listen again where the connection broke. */
const retryEvery = 1000;

/**
 * The lab's table is its own, and so is a trigger on it, which notifies of each row that is changed by another connection than
 * the lab's, which are all called as the table is. Where it may not make one, the store is polled.
 */
export async function watchPostgres(pool: Pool, table: string, heard: Heard): Promise<Watching> {
  let listening: PoolClient | null = null;
  let retry: NodeJS.Timeout | undefined;
  let isStopped = false;

  const listen = async (): Promise<void> => {
    const client = await pool.connect();
    if (isStopped) return client.release(true);
    client.on('error', () => {
      if (listening !== client) return;
      listening = null;
      client.release(true);
      again();
    });
    client.on('notification', ({ payload }) =>
      // A payload has its bounds, so an ID that is too long for it stands for all.
      payload ? heard(payload, 'others') : heard(null, 'anybody'),
    );
    try {
      await client.query(`LISTEN "${table}"`);
    } catch (error) {
      client.release(true);
      throw error;
    }
    listening = client;
  };
  /** Meanwhile nobody has told anything. */
  const again = (): void => {
    if (isStopped) return;
    retry = setTimeout(() => {
      listen().then(() => heard(null, 'anybody'), again);
    }, retryEvery);
    retry.unref();
  };

  try {
    const { rows } = await pool.query(triggers(table));
    // To make one waits for all that use the table: one that was there before is left.
    if (rows.length === 0) await pool.query(trigger(table));
    await listen();
  } catch (error) {
    return polled(heard, `PostgreSQL refused a trigger on the lab’s table (${messageOf(error)})`);
  }
  return {
    notice: () =>
      listening === null ? { by: 'polled', why: 'the connection that listens broke' } : { by: 'trigger' },
    isExact: true,
    stop: async () => {
      isStopped = true;
      clearTimeout(retry);
      listening?.release(true);
      listening = null;
    },
  };
}

/** Those that there are. An app that is started anew finds its own. */
const triggers = (table: string): string =>
  `SELECT tgname FROM pg_trigger WHERE tgrelid = '"${table}"'::regclass AND tgname = 'changed_from_outside'`;

/** All in one: PostgreSQL takes statements that come in one text for one transaction. */
const trigger = (table: string): string => `
  CREATE OR REPLACE FUNCTION "${table}"() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE changed text;
  BEGIN
    IF current_setting('application_name') = '${table}' THEN RETURN NULL; END IF;
    IF TG_OP = 'DELETE' THEN changed := OLD.sid; ELSIF TG_OP <> 'TRUNCATE' THEN changed := NEW.sid; END IF;
    IF TG_OP = 'UPDATE' AND OLD.sid <> NEW.sid THEN PERFORM pg_notify('${table}', ${bounded('OLD.sid')}); END IF;
    PERFORM pg_notify('${table}', ${bounded('changed')});
    RETURN NULL;
  END $$;
  CREATE TRIGGER changed_from_outside AFTER INSERT OR UPDATE OR DELETE ON "${table}"
    FOR EACH ROW EXECUTE FUNCTION "${table}"();
  CREATE TRIGGER emptied_from_outside AFTER TRUNCATE ON "${table}"
    FOR EACH STATEMENT EXECUTE FUNCTION "${table}"()`;

const bounded = (sid: string): string => `CASE WHEN octet_length(${sid}) < 7000 THEN ${sid} ELSE '' END`;

/** What takes away the table and what watches it. */
export const dropped = (table: string): string =>
  `DROP TABLE IF EXISTS "${table}"; DROP FUNCTION IF EXISTS "${table}"()`;
