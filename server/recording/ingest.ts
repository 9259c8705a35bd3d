/**
 * Where recorded apps bring their events. Any page in a browser on this machine, and any other user of it, can connect to
 * 127.0.0.1. So:
 *
 * - Whoever connects says a token first, which stands in a file that only the user can read; it is compared in constant time.
 *   What a browser sends first is a line of HTTP: it is refused like any other that says no token, and nothing is answered to it.
 * - Who says nothing is cut off after some seconds; there are so many connections at most, and so many characters before the token.
 * - What comes afterwards is read by one schema, bounded in its lines, its names and in what waits to be logged.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { type Hello, helloSchema } from '../contract/recording/wire-schema.ts';
import type { Whereabouts } from '../observer/send/where.ts';

export type Ingest = { where: Whereabouts; close(): Promise<void> };

export type IngestSettings = {
  token?: string;
  port?: number;
  onApp(socket: Socket, hello: Hello): void;
  onRefused(why: string): void;
};

const mostConnections = 200;
/** ms in which who connects has to say who it is. */
const helloWithin = 5_000;
const longestHello = 4_000;

export async function createIngest({
  token = randomBytes(32).toString('base64url'),
  port = 0,
  onApp,
  onRefused,
}: IngestSettings): Promise<Ingest> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (sockets.size > mostConnections) return refuse(socket, 'there are too many connections');
    socket.setEncoding('utf8');
    socket.setNoDelay(true);
    let text = '';
    const late = setTimeout(() => refuse(socket, 'it did not say who it is'), helloWithin);
    const onData = (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end === -1 && text.length < longestHello) return;
      clearTimeout(late);
      socket.off('data', onData);
      // It says no more before it is asked.
      const hello = end === text.length - 1 ? helloOf(text) : null;
      if (hello === null) return refuse(socket, 'it did not say who it is, in words of this version');
      if (!isSame(hello.token, token)) return refuse(socket, 'its token is not that of this recording');
      onApp(socket, hello);
    };
    socket.on('data', onData);
    socket.once('close', () => clearTimeout(late));
  });
  const refuse = (socket: Socket, why: string) => {
    onRefused(why);
    socket.destroy();
  };

  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    where: { port: address.port, token },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function helloOf(line: string): Hello | null {
  try {
    return helloSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
