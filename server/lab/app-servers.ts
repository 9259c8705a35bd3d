import type { RequestListener, Server } from 'node:http';
import { createServer, listenLocally } from './listen.ts';

/** The port of an app's address. */
export type AppPort = { app: string; port: number };

/** A server for each app: it listens while the app is there, at the same port each time where that can be. */
export type AppServers = {
  /** Where each of these apps answers from now on; no other app does. */
  follow(apps: readonly string[]): Promise<AppPort[]>;
  /** How many connections are open. */
  connections(): number;
};

export function createAppServers(
  listenerOf: (app: string) => RequestListener,
  preferred: readonly AppPort[],
): AppServers {
  const servers = new Map<string, { server: Server; port: number }>();
  let connections = 0;
  const counted = (server: Server): Server =>
    server.on('connection', (socket) => {
      connections += 1;
      socket.once('close', () => {
        connections -= 1;
      });
    });
  const serverOf = (app: string) => {
    const port = preferred.find((one) => one.app === app)?.port ?? 0;
    const known = servers.get(app) ?? { server: counted(createServer(listenerOf(app))), port };
    servers.set(app, known);
    return known;
  };
  return {
    connections: () => connections,
    follow: async (apps) => {
      for (const [app, { server }] of servers) if (!apps.includes(app) && server.listening) server.close();
      const ports: AppPort[] = [];
      for (const app of apps) {
        const known = serverOf(app);
        if (!known.server.listening) known.port = await listenLocally(known.server, known.port);
        ports.push({ app, port: known.port });
      }
      return ports;
    },
  };
}
