import type { CipherKey } from 'node:crypto';
import type { SessionOptions, Store } from 'express-session';
import type { InsecureWay } from '../contract/verdicts/cookie-rules.ts';
import type { VerdictInputs } from '../contract/verdicts/verdict-rule.ts';
import type { SessionDefaults } from './session-defaults.ts';
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
  options: Partial<SessionOptions> & { key?: string },
  store: Store,
  cookiePath: () => string,
  { resave = true, saveUninitialized = true }: SessionDefaults,
): ReadOptions {
  const { secret } = options;
  return {
    name: options.name || options.key || 'connect.sid',
    store,
    // The very array: whoever rotates secrets by changing it is followed, as the middleware follows.
    secrets: secret ? (Array.isArray(secret) ? secret : [secret]) : undefined,
    resave: options.resave === undefined ? resave : Boolean(options.resave),
    saveUninitialized:
      options.saveUninitialized === undefined ? saveUninitialized : Boolean(options.saveUninitialized),
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
  return firstProto(req)?.toLowerCase() === 'https';
}

/** What X-Forwarded-Proto says first; undefined where none came. */
function firstProto(req: SessionRequest): string | undefined {
  const header = req.headers['x-forwarded-proto'];
  return (Array.isArray(header) ? header.join() : header)?.split(',', 1)[0]?.trim();
}

const meantForIt = /^x-f|^forwarded$|proto|scheme|ssl|https/;

/** Why a connection is not seen as secure, and which header came, as inputs of the verdict. Of what is not secure only. */
export function whyInsecure(req: SessionRequest, proxy: boolean | undefined): VerdictInputs {
  const header = req.headers['x-forwarded-proto'];
  const similar = Object.entries(req.headers)
    .filter(([name]) => name !== 'x-forwarded-proto' && name !== 'x-forwarded-for' && meantForIt.test(name))
    .map(([name, value]) => `${name}: ${value}`.slice(0, 100));
  const trust = trustOf(req);
  return {
    way: insecureWay(req, proxy, trust),
    header: header === undefined ? null : String(header).slice(0, 100),
    similar: similar.slice(0, 3).join(', '),
    trust,
  };
}

function insecureWay(req: SessionRequest, proxy: boolean | undefined, trust: string): InsecureWay {
  if (proxy === false) return 'option-off';
  if (proxy === true) return 'option-on';
  if (req.secure === undefined) return 'no-express';
  if (trust === '') return 'no-trust';
  return firstProto(req) === 'https' ? 'address-not-trusted' : 'proxy-does-not-say';
}

/** What Express was told of proxies; nothing where it trusts none. */
function trustOf({ app }: SessionRequest): string {
  const trust: unknown = typeof app?.get === 'function' ? app.get('trust proxy') : undefined;
  if (typeof trust === 'function') return 'a function';
  // As text "1" is an address, and no number of proxies.
  if (typeof trust === 'string') return trust === '' ? '' : JSON.stringify(trust);
  return trust ? String(trust) : '';
}
