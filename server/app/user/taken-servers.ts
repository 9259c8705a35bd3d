import type { RequestListener } from 'node:http';
import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import { Server as TlsServer } from 'node:https';

/** Servers that an app has told to listen. No port was opened. */
export type TakenServers = {
  /** The listener of the first that has one. */
  listener(): RequestListener | null;
};

/**
 * Takes the place of `listen` for every HTTP server of this process: no port is opened, and the server says that it
 * listens, so that whoever waits for that goes on.
 */
export function takeServers(): TakenServers {
  const taken: Server[] = [];
  for (const kind of [Server, TlsServer]) {
    const listen = function listen(this: Server, ...args: unknown[]): Server {
      taken.push(this);
      const [first] = args;
      const given = typeof first === 'object' && first !== null ? Reflect.get(first, 'port') : first;
      const port = Number(given) || 1;
      Object.defineProperty(this, 'address', {
        configurable: true,
        value: () => ({ address: '127.0.0.1', family: 'IPv4', port }),
      });
      Object.defineProperty(this, 'listening', { configurable: true, value: true });
      const callback = args.findLast((one) => typeof one === 'function');
      if (typeof callback === 'function') this.once('listening', callback as () => void);
      process.nextTick(() => this.emit('listening'));
      return this;
    };
    Object.defineProperty(kind.prototype, 'listen', { configurable: true, writable: true, value: listen });
  }
  return {
    listener: () => {
      for (const server of taken) {
        const [only, ...others] = server.listeners('request') as RequestListener[];
        if (only === undefined) continue;
        // Of one it may be an Express app, which can be told more of.
        if (others.length === 0) return only;
        return (req: IncomingMessage, res: ServerResponse) => void server.emit('request', req, res);
      }
      return null;
    },
  };
}
