import type { CipherKey } from 'node:crypto';
import type { SessionOptions, Store } from 'express-session';
import type { SessionRequest } from './session-request.ts';

/** The options as express-session reads them, for the rules to look at. */
export type ReadOptions = {
  name: string;
  store: Store;
  secrets: readonly CipherKey[] | undefined;
  resave: boolean;
  saveUninitialized: boolean;
  rolling: boolean;
  unset: 'keep' | 'destroy';
  proxy: boolean | undefined;
  storeTouches: boolean;
  /** The cookie's path; for the function form, of the settings it gave last. */
  cookiePath: () => string;
};

/** Source: express-session 1.19, the head of `session(options)`. `key` is its old name of `name`. */
export function readOptions(
  options: SessionOptions & { key?: string },
  store: Store,
  cookiePath: () => string,
): ReadOptions {
  const { secret } = options;
  return {
    name: options.name || options.key || 'connect.sid',
    store,
    // The very array: whoever rotates secrets by changing it is followed, as the middleware follows.
    secrets: secret ? (Array.isArray(secret) ? secret : [secret]) : undefined,
    resave: options.resave === undefined ? true : Boolean(options.resave),
    saveUninitialized: options.saveUninitialized === undefined ? true : Boolean(options.saveUninitialized),
    rolling: Boolean(options.rolling),
    unset: options.unset === 'destroy' ? 'destroy' : 'keep',
    proxy: options.proxy,
    storeTouches: typeof store.touch === 'function',
    cookiePath,
  };
}

/** Whether express-session sees the connection as secure. Source: 1.19 `issecure`. */
export function isSecure(req: SessionRequest, proxy: boolean | undefined): boolean {
  if (Reflect.get(Object(req.connection), 'encrypted')) return true;
  if (proxy === false) return false;
  if (proxy !== true) return req.secure === true;
  const header = req.headers['x-forwarded-proto'] ?? '';
  const [first = ''] = (Array.isArray(header) ? header.join() : header).split(',');
  return first.toLowerCase().trim() === 'https';
}
