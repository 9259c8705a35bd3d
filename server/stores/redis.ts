import type { Store } from 'express-session';
import { z } from 'zod';
import type { StoreConfig } from '../contract/stores/store-kinds.ts';
import type { OpenStore, StoreDriver, StoreOwner } from './open-store.ts';
import { hostOf, inTime, longestClear, longestOpen, notOpened, outsideStore, ownName } from './outside.ts';
import { exportedBy, packagesFor } from './project-packages.ts';
import { type Client, watchRedis } from './redis-watch.ts';
import { rowOf } from './stored-row.ts';

type Settings = Extract<StoreConfig, { kind: 'redis' }>;
type CreateClient = (options: {
  url: string;
  password?: string;
  name: string;
  RESP?: 2;
  maintNotifications?: 'disabled';
  socket: {
    connectTimeout: number;
    reconnectStrategy: (retries: number, cause: Error) => number | Error;
  };
}) => Client;
type RedisStore = new (options: { client: Client; prefix: string }) => Store;

/** connect-redis on node-redis, each as the user's project has it. */
export const redis: StoreDriver<'redis', Settings> = {
  kind: 'redis',
  open: (settings, owner) => openRedis(settings, owner),
};

/** Keys that are asked for, read or removed at once. */
const batch = 1000;

async function openRedis(
  settings: Settings,
  owner: StoreOwner,
  prefix = `${ownName()}:`,
): Promise<OpenStore> {
  const { url, password } = settings;
  const packages = await packagesFor('redis');
  const createClient = exportedBy<CreateClient>('redis', packages['redis'], 'createClient', ['redis']);
  const RedisStore = exportedBy<RedisStore>('redis', packages['connect-redis'], 'RedisStore', [
    'connect-redis',
  ]);
  const place = hostOf(url, 6379);
  let isOpen = false;
  const login = { url, ...(password !== undefined && { password }), name: 'session-playground' };
  const client = createClient({
    ...login,
    socket: {
      connectTimeout: longestOpen,
      // Tried once until it has answered; from then on as node-redis does by itself.
      reconnectStrategy: (retries, cause) => (isOpen ? Math.min(2 ** retries * 50, 2000) : cause),
    },
  });
  tellOfConnection(client, `Redis at ${place}`, owner, () => isOpen);
  try {
    await inTime(client.connect(), longestOpen);
  } catch (error) {
    client.destroy();
    throw notOpened({ kind: 'redis', place }, error);
  }
  isOpen = true;

  const listener = (): Client =>
    createClient({
      ...login,
      RESP: 2,
      maintNotifications: 'disabled',
      socket: { connectTimeout: longestOpen, reconnectStrategy: (_, cause) => cause },
    });
  const clock = async (): Promise<number> => {
    const [seconds, micros] = z
      .tuple([z.coerce.number(), z.coerce.number()])
      .parse(await client.sendCommand(['TIME']));
    return Math.round(seconds * 1000 + micros / 1000);
  };
  const keys = async (): Promise<string[]> => {
    const found = new Set<string>();
    for await (const some of client.scanIterator({ MATCH: `${prefix}*`, COUNT: batch })) {
      for (const key of some) found.add(key);
    }
    return [...found];
  };
  const clear = async (): Promise<void> => {
    const own = await keys();
    for (let at = 0; at < own.length; at += batch) await client.unlink(own.slice(at, at + batch));
  };
  const disconnect = () => {
    isOpen = false;
    client.destroy();
  };
  return outsideStore({
    store: new RedisStore({ client, prefix }),
    clear,
    outlives: { reopen: () => openRedis(settings, owner, prefix), leave: async () => disconnect() },
    snapshot: async () => {
      const own = (await keys()).sort();
      const texts: Array<string | null> = [];
      for (let at = 0; at < own.length; at += batch) {
        texts.push(...(await client.mGet(own.slice(at, at + batch))));
      }
      return Object.fromEntries(
        own.flatMap((key, place) => {
          const text = texts[place];
          return text === null || text === undefined ? [] : [[key.slice(prefix.length), text]];
        }),
      );
    },
    stored: async (sid) => {
      const key = `${prefix}${sid}`;
      // Asked in one turn, and so of one moment.
      const [text, left, now] = await Promise.all([
        client.sendCommand(['GET', key]),
        client.sendCommand(['PTTL', key]),
        clock(),
      ]);
      if (typeof text !== 'string') return null;
      return rowOf(key, text, Number(left) < 0 ? null : now + Number(left));
    },
    clock,
    endsBy: 'store',
    watch: (heard) => watchRedis(client, listener, prefix, heard),
    server: async () => versionIn(await client.info('server').catch(() => '')),
    close: async () => {
      try {
        // Where it does not answer, what is left ends by its own expiry.
        if (client.isReady) await inTime(clear(), longestClear);
      } finally {
        disconnect();
      }
    },
  });
}

/** node-redis keeps what is asked meanwhile, and asks it when the connection is back. */
function tellOfConnection(client: Client, who: string, owner: StoreOwner, isOpen: () => boolean): void {
  let isGone = false;
  // Without a listener it would end the lab.
  client.on('error', (error: Error) => {
    if (isGone || !isOpen()) return;
    isGone = true;
    owner.tell(
      `${who} is gone (${error.message}). node-redis tries to reach it again; until then each call waits for it.`,
    );
  });
  client.on('ready', () => {
    if (!isGone) return;
    isGone = false;
    owner.tell(`${who} answers again.`);
  });
}

function versionIn(info: string): string {
  const fact = (name: string) => info.match(new RegExp(`^${name}:(.*)$`, 'm'))?.[1]?.trim();
  const valkey = fact('valkey_version');
  return valkey === undefined
    ? `Redis ${fact('redis_version') ?? 'of an unknown version'}`
    : `Valkey ${valkey}`;
}
