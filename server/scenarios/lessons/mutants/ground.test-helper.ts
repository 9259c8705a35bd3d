import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import type session from 'express-session';

export type Session = typeof session;
/** What is wrong, in which file, what stands there exactly once, and what is put in its place. */
export type MutantRow = readonly [name: string, file: string, from: string, to: string];

type Asked = { cookie?: string | undefined; headers?: Record<string, string> };
export type Answer = { status: number; body: string; setCookie: string[]; cookie: string | undefined };

export type Ground = {
  ask(path?: string, asked?: Asked): Promise<Answer>;
  store: session.MemoryStore & { sessions: Record<string, string> };
  /** The calls of the store so far: `set`, `touch`, … */
  calls: string[];
  /** What reached the app's end. */
  errors: string[];
};

type Settings = {
  options?: Partial<session.SessionOptions>;
  before?: RequestHandler;
  trustProxy?: boolean;
  failing?: Record<string, object>;
};

/** Runs an app on a copy of express-session for as long as `use` takes. */
export async function onGround(
  copy: Session,
  { options, before, trustProxy, failing = {} }: Settings,
  handler: (req: Request, res: Response) => void,
  use: (ground: Ground) => Promise<void>,
): Promise<void> {
  const store = Object.assign(new copy.MemoryStore(), { sessions: Object.create(null) });
  const calls: string[] = [];
  for (const name of ['get', 'set', 'touch', 'destroy']) {
    const method: unknown = Reflect.get(store, name);
    if (typeof method !== 'function') continue;
    Reflect.set(store, name, (...args: unknown[]) => {
      calls.push(name);
      const done = args.at(-1);
      if (failing[name] !== undefined && typeof done === 'function') setImmediate(() => done(failing[name]));
      else Reflect.apply(method, store, args);
    });
  }
  const errors: string[] = [];
  const app = express();
  app.set('trust proxy', trustProxy === true);
  if (before) app.use(before);
  app.use(copy({ secret: 'k', resave: false, saveUninitialized: false, store, ...options }));
  app.use((req, res) => handler(req, res));
  const onError: ErrorRequestHandler = (error: Error, _req, res, _next) => {
    errors.push(error.message);
    if (!res.headersSent) res.status(500).send(error.message);
  };
  app.use(onError);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ask: Ground['ask'] = (path = '/', { cookie, headers = {} } = {}) =>
    new Promise((resolve, reject) => {
      const sent = http.get(
        { port, path, agent: false, timeout: 2000, headers: { ...headers, ...(cookie && { cookie }) } },
        (res) => {
          let body = '';
          res.on('data', (chunk) => {
            body += chunk;
          });
          res.on('error', reject);
          res.on('end', () => {
            const setCookie = res.headers['set-cookie'] ?? [];
            const own = setCookie.find((line) => line.startsWith('connect.sid='));
            const answer = {
              status: res.statusCode ?? 0,
              body,
              setCookie,
              cookie: own?.split(';')[0] ?? cookie,
            };
            // What goes wrong after the end is told in a later turn.
            setTimeout(() => resolve(answer), 2);
          });
        },
      );
      sent.on('error', reject);
      sent.on('timeout', () => sent.destroy(new Error('It does not answer.')));
    });
  try {
    await use({ ask, store, calls, errors });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
