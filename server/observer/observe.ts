import type { ServerResponse } from 'node:http';
import type session from 'express-session';
import type { CookieOptions, SessionOptions, Store } from 'express-session';
import { emitArrival } from './arrival.ts';
import { callUnseen } from './call-unseen.ts';
import { checkSession } from './check-session.ts';
import { type FastifyPlugin, isFastifySession, observeFastify } from './fastify-session.ts';
import { type ReadOptions, readOptions } from './options.ts';
import { attachObserved, currentRecorder, type ObservedRequest, observedOf, Recorder } from './recorder.ts';
import { coverInside, coverOutside } from './response-hooks.ts';
import { defaultsOf } from './session-defaults.ts';
import type { Middleware, Next, SessionRequest } from './session-request.ts';
import { createListener, type Listener, type ObserverSettings } from './settings.ts';
import { messageOf, stackOf, wordFor } from './snapshot.ts';
import { type StoreTap, tapGenerate, tapStore } from './store-tap.ts';

export type { ObserverEvent } from '../contract/events/events.ts';
export type { ObserverSettings } from './settings.ts';

type SessionFunction = typeof session;
/** As much of that as is told by types, so that these types need none of another package. */
export type SessionExport = ((...args: never[]) => unknown) & {
  readonly Store: unknown;
  readonly MemoryStore: unknown;
};
type Arrive = (req: SessionRequest, res: ServerResponse) => ObservedRequest;

/**
 * A drop-in for what express-session or @fastify/session exports, its statics included, which behaves as it does and tells
 * `onEvent` what happens: `const session = observe(require('express-session'), { onEvent: console.log })`.
 */
export function observe<Session extends SessionExport>(session: Session, settings: ObserverSettings): Session;
export function observe(
  session: SessionFunction | FastifyPlugin,
  settings: ObserverSettings,
): SessionFunction | FastifyPlugin {
  if (isFastifySession(session)) return observeFastify(session, createListener(settings));
  checkSession(session);
  const listener = createListener(settings);

  /** Tells of a request and its response once, however many session middlewares it passes. */
  const arrive: Arrive = (req, res) => {
    const known = observedOf(req);
    if (known?.listener === listener) return known;
    const request = listener.nameOf(req);
    const observed: ObservedRequest = { id: request, listener, recorder: undefined };
    attachObserved(req, observed);
    const url = req.originalUrl ?? req.url ?? '/';
    const cookie = req.headers.cookie ?? null;
    const client = listener.clientOf(req);
    const method = req.method ?? 'GET';
    const at = listener.now();
    listener.emit(
      client === undefined
        ? { type: 'arrived', request, method, url, cookie, at }
        : { type: 'arrived', request, method, url, cookie, at, client },
    );
    coverInside(observed, res);
    return observed;
  };

  function makeObserved(
    target: SessionFunction,
    self: unknown,
    [given, ...rest]: [SessionOptions?, ...unknown[]],
  ) {
    const { options, read } = listenTo(given, () => new target.MemoryStore());
    const middleware = callUnseen(target, self, [options, ...rest], makeObserved) as Middleware;
    const { store } = read;
    const tap = tapStore(store, target.MemoryStore);
    tapGenerate(store);
    tap.listeners.add(listener);
    const isOwn = store instanceof target.MemoryStore;
    listener.madeWith({ options: read.values(), isOwn, storeClass: wordFor(store?.constructor?.name) });
    const path = () => read.lastCookie?.path || '/';
    const defaults = defaultsOf(target, read.values(), makeObserved);
    return observed(middleware, readOptions(read.values(), store, path, defaults), tap, listener, arrive);
  }

  return new Proxy(session, { apply: makeObserved });
}

function observed(
  middleware: Middleware,
  options: ReadOptions,
  tap: StoreTap,
  listener: Listener,
  arrive: Arrive,
): Middleware {
  // A middleware begins as connected, whatever the store said before it was made.
  const changesBefore = tap.connection.changes;
  const isConnected = () => tap.connection.changes === changesBefore || tap.connection.connected;

  return function session(req: SessionRequest, res: ServerResponse, next: Next) {
    const observed = arrive(req, res);
    const request = observed.id;
    if (req.session) {
      const verdict = {
        rule: 'already-present',
        inputs: { name: options.name },
        actual: 'left alone',
      } as const;
      listener.emit({ type: 'verdict', request, verdict, at: listener.now() });
      return middleware(req, res, next);
    }
    const recorder = new Recorder(observed, req);
    const connected = isConnected();
    observed.recorder = recorder;
    const goOn: Next = (...args) => {
      const [error] = args;
      if (recorder.isArriving) {
        const { session, sessionID: sid } = req;
        emitArrival(recorder, options, { error, connected, session, sid });
        if (req.sessionStore === options.store) coverOutside(recorder, options, res);
      } else if (error) {
        const message = messageOf(error);
        const stack = stackOf(error);
        listener.emit({ type: 'error', request, message, stack, at: listener.now() });
      }
      return next(...args);
    };
    return currentRecorder.run(recorder, middleware, req, res, goOn);
  };
}

/**
 * The options for express-session to read, and what it read: nothing is read twice, nor written, so that frozen options,
 * getters and private fields are as without. The store is made explicit, and a function of cookies listened to.
 */
function listenTo(given: unknown, makeStore: () => Store) {
  const source = typeof given === 'object' && given !== null ? given : Object(given ?? {});
  const seen: Partial<SessionOptions> & Record<string | symbol, unknown> = Object.create(null);
  let lastCookie: CookieOptions | undefined;
  let made: Store | undefined;
  const listened = (key: string | symbol, value: unknown): unknown => {
    if (key === 'store') {
      if (value) return value;
      made ??= makeStore();
      return made;
    }
    if (key !== 'cookie') return value;
    if (typeof value !== 'function') {
      lastCookie = value as CookieOptions | undefined;
      return value;
    }
    return new Proxy(value, {
      apply: (target, self, args) => {
        lastCookie = Reflect.apply(target, self, args);
        return lastCookie;
      },
    });
  };
  const options = new Proxy<SessionOptions>(Object.create(null), {
    get: (_target, key) => {
      const value = listened(key, Reflect.get(source, key, source));
      seen[key] = value;
      return value;
    },
    has: (_target, key) => key in source,
  });
  const read = {
    get store() {
      return seen.store as Store;
    },
    get lastCookie() {
      return lastCookie;
    },
    values: () => seen,
  };
  return { options, read };
}
