import type { Store } from 'express-session';
import { type Recorder, recorderOf } from './recorder.ts';
import type { LiveSession, SessionRequest } from './session-request.ts';
import type { Listener } from './settings.ts';
import { type SessionText, takeSession } from './snapshot.ts';
import { emitCall, type Method } from './store-call.ts';
import { StoreMirror } from './store-mirror.ts';

/** A store that is listened to. One for each store, however many middlewares share it. */
export type StoreTap = {
  readonly mirror: StoreMirror;
  /** Who hears of calls that belong to no request. */
  readonly listeners: Set<Listener>;
  /** The very text that the store keeps of a session, where it can be seen. */
  readonly keptText: (sid: string) => string | undefined;
  /** Changes of the connection so far, and the last of them. */
  readonly connection: { changes: number; connected: boolean };
};

type StoreClass = { readonly prototype: Pick<Store, 'get' | 'set'> };

const operations = ['get', 'set', 'touch', 'destroy', 'all', 'length', 'clear'] as const;
const taps = new WeakMap<Store, StoreTap>();
/** For a store that holds what another held: what is known of that. */
const known = new WeakMap<Store, StoreMirror>();

/** `store` is the place of `before` opened again: its versions are counted on. To be said before it is listened to. */
export function continueStore(store: Store, before: Store): void {
  const mirror = taps.get(before)?.mirror;
  if (mirror !== undefined) known.set(store, mirror);
}

/**
 * Listens to a store without replacing it: `req.sessionStore` stays the very object that was given. Only methods that
 * the store has are covered, by own properties that an enumeration shows only where it did before.
 */
export function tapStore(store: Store, memoryStore: StoreClass): StoreTap {
  const tapped = taps.get(store);
  if (tapped !== undefined) return tapped;
  const tap: StoreTap = {
    mirror: known.get(store) ?? new StoreMirror(),
    listeners: new Set(),
    keptText: keptTextOf(store, memoryStore),
    connection: { changes: 0, connected: true },
  };
  taps.set(store, tap);
  for (const operation of operations) cover(store, operation, (method) => emitCall(tap, operation, method));
  cover(store, 'createSession', (method) => emitReload(method));
  cover(store, 'emit', (method) => emitConnection(tap, method));
  return tap;
}

/**
 * Somebody else has put this text into a store that is listened to, or taken away what it kept: from here on that is what
 * is known of it. Returns its version; null where there is none.
 */
export function noteOutside(store: Store, sid: string, text: string | null): number | null {
  const mirror = taps.get(store)?.mirror;
  return mirror?.outside(sid, text === null ? null : sessionIn(text)).version ?? null;
}

/** Null where it is none, as anybody may have written anything. */
function sessionIn(text: string): SessionText | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? takeSession(value) : null;
  } catch {
    return null;
  }
}

/** A MemoryStore writes and parses in its own methods, and keeps the texts where they can be seen. */
function keptTextOf(store: Store, { prototype: memory }: StoreClass): StoreTap['keptText'] {
  const isMemory = store.get === memory.get && store.set === memory.set;
  return (sid) => {
    const text: unknown = isMemory ? Reflect.get(Object(Reflect.get(store, 'sessions')), sid) : undefined;
    return typeof text === 'string' ? text : undefined;
  };
}

/** Tells of the session that `regenerate` makes. express-session puts `generate` on the store, an ordinary property. */
export function tapGenerate(store: Store): void {
  const method: unknown = Reflect.get(store, 'generate');
  if (typeof method !== 'function') return;
  Reflect.set(store, 'generate', function generate(this: unknown, req: SessionRequest, ...rest: unknown[]) {
    const result: unknown = Reflect.apply(method, this, [req, ...rest]);
    const recorder = recorderOf(req);
    if (recorder === undefined || !req.session) return result;
    if (recorder.isArriving) watchSave(recorder, req.session);
    else {
      recorder.base = null;
      recorder.emitSession('regenerated', req.session);
    }
    return result;
  });
}

/** Puts a method over one that the store has; a method that it lacks stays lacking (a missing touch means something). */
function cover(store: Store, name: string, make: (method: Method) => Method): void {
  const method: unknown = Reflect.get(store, name);
  if (!isMethod(method)) return;
  const value = make(method);
  Object.defineProperty(value, 'name', { configurable: true, value: method.name });
  Object.defineProperty(value, 'length', { configurable: true, value: method.length });
  const enumerable = Object.getOwnPropertyDescriptor(store, name)?.enumerable ?? false;
  Reflect.defineProperty(store, name, { configurable: true, enumerable, writable: true, value });
}

const isMethod = (value: unknown): value is Method => typeof value === 'function';

/** `createSession` puts a stored session on a request: at first, and when the handler reloads it. */
const emitReload = (method: Method): Method =>
  function createSession(this: unknown, ...args) {
    const result = Reflect.apply(method, this, args);
    const recorder = recorderOf(args[0]);
    const session = recorder?.req.session;
    if (recorder === undefined || !session) return result;
    watchSave(recorder, session);
    if (!recorder.isArriving) {
      recorder.base = recorder.found?.version ?? null;
      recorder.emitSession('reloaded', session);
    }
    return result;
  };

const emitConnection = (tap: StoreTap, method: Method): Method =>
  function emit(this: unknown, ...args) {
    const [name] = args;
    if (name === 'connect' || name === 'disconnect') {
      tap.connection.changes += 1;
      tap.connection.connected = name === 'connect';
      for (const { emit, now } of tap.listeners) {
        emit({ type: 'store-connection', connected: name === 'connect', at: now() });
      }
    }
    return Reflect.apply(method, this, args);
  };

/**
 * Notes when express-session takes a session for saved. To be put on before the middleware wraps the session's methods:
 * it takes its hash in that wrapper, so that a session it has not wrapped (after regenerate), or one that is given to
 * the store directly, does not count.
 */
function watchSave(recorder: Recorder, session: LiveSession): void {
  const { save: original } = session;
  if (typeof original !== 'function') return;
  function save(this: LiveSession, ...args: unknown[]): unknown {
    if (this.save !== save) recorder.noteSave(this);
    return Reflect.apply(original as () => unknown, this, args);
  }
  Object.defineProperty(session, 'save', {
    configurable: true,
    enumerable: false,
    writable: true,
    value: save,
  });
}
