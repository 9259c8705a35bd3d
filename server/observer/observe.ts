import type { ServerResponse } from 'node:http';
import type session from 'express-session';
import type { CookieOptions, SessionOptions, Store } from 'express-session';
import { emitArrival } from './arrival.ts';
import { callUnseen } from './call-unseen.ts';
import { type ReadOptions, readOptions } from './options.ts';
import { attachObserved, currentRecorder, type ObservedRequest, observedOf, Recorder } from './recorder.ts';
import { coverInside, coverOutside } from './response-hooks.ts';
import type { Middleware, Next, SessionRequest } from './session-request.ts';
import { createListener, type Listener, type ObserverSettings } from './settings.ts';
import { type StoreTap, tapGenerate, tapStore } from './store-tap.ts';

export type { ObserverEvent } from '../contract/events/events.ts';
export type { ObserverSettings } from './settings.ts';

type SessionFunction = typeof session;
type Arrive = (req: SessionRequest, res: ServerResponse) => ObservedRequest;

/**
 * A drop-in for the function that express-session exports, its statics included, which behaves as it does and tells
 * `onEvent` what happens: `const session = observe(require('express-session'), { onEvent: console.log })`.
 */
export function observe<Session extends SessionFunction>(
  session: Session,
  settings: ObserverSettings,
): Session {
  const listener = createListener(settings);
  let requests = 0;
  const nameOf = settings.requestId ?? (() => String(++requests));

  /** Tells of a request and its response once, however many session middlewares it passes. */
  const arrive: Arrive = (req, res) => {
    const known = observedOf(req);
    if (known?.listener === listener) return known;
    const request = nameOf(req);
    const observed: ObservedRequest = { id: request, listener, recorder: undefined };
    attachObserved(req, observed);
    const url = req.originalUrl ?? req.url ?? '/';
    const cookie = req.headers.cookie ?? null;
    listener.emit({ type: 'arrived', request, method: req.method ?? 'GET', url, cookie, at: listener.now() });
    coverInside(observed, res);
    return observed;
  };

  function makeObserved(target: Session, self: unknown, [given, ...rest]: [SessionOptions?, ...unknown[]]) {
    const store = given?.store || new target.MemoryStore();
    const lastCookie: { settings: CookieOptions | undefined } = { settings: undefined };
    const options = inherit(given, store, lastCookie);
    const middleware = callUnseen(target, self, [options, ...rest], makeObserved) as Middleware;
    const tap = tapStore(store, target.MemoryStore);
    tapGenerate(store);
    tap.listeners.add(listener);
    const path = () => lastCookie.settings?.path || '/';
    return observed(middleware, readOptions(options, store, path), tap, listener, arrive);
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
        const stack = error instanceof Error ? (error.stack ?? null) : null;
        const message = error instanceof Error ? error.message : String(error);
        listener.emit({ type: 'error', request, message, stack, at: listener.now() });
      }
      return next(...args);
    };
    return currentRecorder.run(recorder, middleware, req, res, goOn);
  };
}

/** The options as given, reading through to them, with the store made explicit and a function of cookies listened to. */
function inherit(
  given: SessionOptions | undefined,
  store: Store,
  lastCookie: { settings: CookieOptions | undefined },
): SessionOptions {
  const options: SessionOptions = Object.create(typeof given === 'object' ? given : null);
  options.store = store;
  const { cookie } = options;
  if (typeof cookie === 'function') {
    options.cookie = new Proxy(cookie, {
      apply: (target, self, args) => {
        lastCookie.settings = Reflect.apply(target, self, args);
        return lastCookie.settings;
      },
    });
  } else {
    lastCookie.settings = cookie;
  }
  return options;
}
