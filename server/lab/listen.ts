import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';

/**
 * Node's own, not imported: an import makes all that `node:http` can give, a WebSocket among it, and takes 50 ms of every
 * thread's start for it.
 */
const http = process.getBuiltinModule('node:http');

/**
 * Bytes that a request's headers may have. Cookies do not know of ports: whatever else runs on this host may fill a
 * browser's Cookie header far above Node's own 16 kB, and would lock the page and the lab out of it.
 */
const maxHeaderSize = 512 * 1024;

export const createServer = (listener?: RequestListener): Server =>
  http.createServer({ maxHeaderSize }, listener);

/** Listens on this machine only, on the port where it is free, else on any. Returns the port. */
export async function listenLocally(server: Server, port: number): Promise<number> {
  try {
    return await listen(server, port);
  } catch (error) {
    if (port === 0) throw error;
    return await listen(server, 0);
  }
}

/** Taken before an app of somebody's own is loaded, whose servers are told not to listen. */
const listenReally = http.Server.prototype.listen;

async function listen(server: Server, port: number): Promise<number> {
  Reflect.apply(listenReally, server, [port, '127.0.0.1']);
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The lab’s server has no port.');
  return address.port;
}
