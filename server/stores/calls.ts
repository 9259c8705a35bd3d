import type { SessionData, Store } from 'express-session';

type Call = (...args: unknown[]) => unknown;

/** A store's methods as promises of what they answer. */
export type StoreCalls = {
  has(method: string): boolean;
  get(sid: string): Promise<unknown>;
  set(sid: string, session: object): Promise<void>;
  touch(sid: string, session: object): Promise<void>;
  destroy(sid: string): Promise<void>;
  all(): Promise<unknown>;
  length(): Promise<unknown>;
  clear(): Promise<void>;
};

export function callsOf(store: Partial<Store>): StoreCalls {
  const methodNamed = (name: string): Call | null => {
    const method: unknown = Reflect.get(store, name);
    return typeof method === 'function' ? (...args) => Reflect.apply(method, store, args) : null;
  };
  const ask = (name: string, ...args: unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      const method = methodNamed(name);
      if (method === null) return reject(new Error(`The store has no ${name}.`));
      method(...args, (error: unknown, value: unknown) => (error ? reject(error) : resolve(value ?? null)));
    });
  const does = async (...args: Parameters<typeof ask>): Promise<void> => void (await ask(...args));
  return {
    has: (name) => methodNamed(name) !== null,
    get: (sid) => ask('get', sid),
    set: (sid, session) => does('set', sid, session),
    touch: (sid, session) => does('touch', sid, session),
    destroy: (sid) => does('destroy', sid),
    all: () => ask('all'),
    length: () => ask('length'),
    clear: () => does('clear'),
  };
}

/** A session as express-session hands it over, that ends `ms` from now; null: with the browser. */
export function sessionFor(ms: number | null, data: object = {}): SessionData {
  const expires = ms === null ? null : new Date(Date.now() + ms);
  return asHandedOver({ cookie: { path: '/', originalMaxAge: ms, expires }, ...data });
}

/** With what express-session's own cookies have beside their settings: how long they last, counted anew when it is asked. */
export function asHandedOver(session: SessionData): SessionData {
  const { cookie } = session;
  const { expires } = cookie;
  const get = () => (expires ? new Date(expires).getTime() - Date.now() : null);
  if (!('maxAge' in cookie)) Object.defineProperty(cookie, 'maxAge', { enumerable: false, get });
  return session;
}
