import { messageOf } from '../contract/message-of.ts';
import type { Heard, Watching } from './open-store.ts';
import { polled } from './polling.ts';

/** What is used of a node-redis client, of whatever version. */
export type Client = {
  readonly isReady: boolean;
  connect(): Promise<unknown>;
  destroy(): void;
  scanIterator(options: { MATCH: string; COUNT: number }): AsyncIterable<string[]>;
  mGet(keys: string[]): Promise<Array<string | null>>;
  unlink(keys: string[]): Promise<unknown>;
  info(section: string): Promise<string>;
  sendCommand(words: string[]): Promise<unknown>;
  subscribe(channel: string, listener: (message: unknown) => void, asBuffers: true): Promise<unknown>;
  on(event: 'error' | 'ready', listener: (error: Error) => void): unknown;
};

/** Where Redis tells a connection of RESP2 what it tracks for another one. */
const channel = '__redis__:invalidate';
/** ms between two tries to listen again where the connection that listens broke. */
const retryEvery = 1000;

/**
 * Redis tells which keys below a prefix any connection but this one has changed (CLIENT TRACKING … BCAST NOLOOP, since 6.0),
 * whatever `notify-keyspace-events` is, which stays as it is. Where it refuses, as by rights, the store is polled. What two
 * write within one turn of its event loop it tells as of who came first. `listener`: a connection of RESP2, not yet open.
 */
export async function watchRedis(
  client: Client,
  listener: () => Client,
  prefix: string,
  heard: Heard,
): Promise<Watching> {
  let listening: Client | null = null;
  let fallback: Watching | null = null;
  let retry: NodeJS.Timeout | undefined;
  let isStopped = false;

  const listen = async (): Promise<void> => {
    const ears = listener();
    hangUp(listening);
    listening = ears;
    // Without a listener it would end the lab; what is wrong with the server the store's own connection tells.
    ears.on('error', () => again(ears));
    await ears.connect();
    // A connection of RESP2 that has subscribed can be asked nothing more.
    const id = String(await ears.sendCommand(['CLIENT', 'ID']));
    await ears.subscribe(channel, (message) => tell(message, prefix, heard), true);
    await client.sendCommand(['CLIENT', 'TRACKING', 'OFF']);
    const tracking = ['ON', 'REDIRECT', id, 'BCAST', 'PREFIX', prefix, 'NOLOOP'];
    await client.sendCommand(['CLIENT', 'TRACKING', ...tracking]);
  };
  /** Meanwhile nobody has told anything. */
  const again = (broken: Client | null): void => {
    if (isStopped || broken !== listening) return;
    clearTimeout(retry);
    retry = setTimeout(() => {
      if (client.isReady)
        listen().then(
          () => heard(null, 'anybody'),
          () => again(listening),
        );
    }, retryEvery);
    retry.unref();
  };

  try {
    await listen();
    // What is tracked is of one connection, and ends with it.
    client.on('ready', () => again(listening));
  } catch (error) {
    hangUp(listening);
    listening = null;
    fallback = polled(heard, `Redis refused CLIENT TRACKING (${messageOf(error)})`);
  }
  return {
    notice: () => fallback?.notice() ?? { by: 'tracking' },
    isExact: fallback !== null,
    stop: async () => {
      isStopped = true;
      clearTimeout(retry);
      await fallback?.stop();
      hangUp(listening);
    },
  };
}

/** One that is closed already throws. */
function hangUp(client: Client | null): void {
  try {
    client?.destroy();
  } catch {}
}

/** Keys, or null where all of them are gone, as by FLUSHALL. */
function tell(message: unknown, prefix: string, heard: Heard): void {
  const keys = Array.isArray(message) ? message.map(String) : null;
  if (keys === null) heard(null, 'anybody');
  for (const key of keys ?? []) if (key.startsWith(prefix)) heard(key.slice(prefix.length), 'others');
}
