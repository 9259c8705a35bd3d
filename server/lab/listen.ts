import { once } from 'node:events';
import type { Server } from 'node:http';

/** Listens on this machine only, on the port where it is free, else on any. Returns the port. */
export async function listenLocally(server: Server, port: number): Promise<number> {
  try {
    return await listen(server, port);
  } catch (error) {
    if (port === 0) throw error;
    return await listen(server, 0);
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The lab’s server has no port.');
  return address.port;
}
