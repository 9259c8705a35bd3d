import type { Server } from 'node:http';
import { listenLocally } from './listen.ts';

/** A server that listens only while it is wanted, at the same port each time where that can be. */
export type SecondServer = {
  /** Its port from now on; null when it is not wanted. */
  follow(isWanted: boolean): Promise<number | null>;
};

export function createSecondServer(server: Server, preferred: number): SecondServer {
  let port = preferred;
  return {
    follow: async (isWanted) => {
      if (isWanted && !server.listening) port = await listenLocally(server, port);
      if (!isWanted && server.listening) server.close();
      return isWanted ? port : null;
    },
  };
}
