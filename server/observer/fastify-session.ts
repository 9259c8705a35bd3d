import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Store } from 'express-session';
import { attachObserved, currentRecorder, type ObservedRequest, observedOf, Recorder } from './recorder.ts';
import { coverInside } from './response-hooks.ts';
import { fastifyRequestOf, type LiveSession, type SessionRequest } from './session-request.ts';
import type { Listener } from './settings.ts';
import { dataOf, messageOf, stackOf, wordFor } from './snapshot.ts';
import { tapStore } from './store-tap.ts';

/** What is called and read of Fastify and its plugin. Source: @fastify/session 11.1, index.js and lib/session.js. */
export type FastifyPlugin = ((...args: never[]) => unknown) & {
  readonly MemoryStore: (new () => Store) & { readonly prototype: Store };
  readonly fastifySession: unknown;
};
type FastifyRequest = {
  readonly raw: IncomingMessage & { originalUrl?: string };
  session?: FastifyLive | null;
  readonly headers: IncomingMessage['headers'];
};
type FastifyLive = LiveSession & { readonly sessionId?: unknown };
type FastifyReply = {
  readonly raw: ServerResponse;
  hasHeader(name: string): boolean;
  getHeader(name: string): unknown;
};
type Done = (error?: unknown, ...rest: unknown[]) => void;
type Hook = (...args: never[]) => unknown;
type Fastify = { addHook(name: string, hook: Hook): unknown };
type Options = Record<string, unknown> & { store?: Store; cookie?: object };

/** Whether it is the plugin that @fastify/session exports, or one that stands before it: a plugin says its name. */
export function isFastifySession(given: unknown): given is FastifyPlugin {
  if (typeof given !== 'function' || !('MemoryStore' in given)) return false;
  return Reflect.get(Object(Reflect.get(given, Symbol.for('plugin-meta'))), 'name') === '@fastify/session';
}

/** Notes what @fastify/session does with one request: its sessions name themselves in another way, and its rules are not told. */
class FastifyRecorder extends Recorder {
  readonly #request: FastifyRequest;

  constructor(observed: ObservedRequest, request: FastifyRequest) {
    super(observed, asSessionRequest(request), (session) => Reflect.get(session, 'sessionId'));
    this.#request = request;
  }

  /** Also one that is about to be: `regenerate` stores it before the request has it. */
  override takesForOwn(session: LiveSession): boolean {
    if (fastifyRequestOf(session) !== this.#request) return false;
    if (session !== this.#request.session) this.base = null;
    return true;
  }
}

/** What decisions would look at, as far as it is there. */
function asSessionRequest(request: FastifyRequest): SessionRequest {
  return Object.create(request.raw, {
    session: { get: () => sessionOf(request) },
    sessionID: { get: () => request.session?.sessionId },
  });
}

/** A path that the cookie does not cover has an empty object in its place. */
const sessionOf = ({ session }: FastifyRequest): FastifyLive | null =>
  typeof session?.sessionId === 'string' ? session : null;

/**
 * A drop-in for the plugin that @fastify/session exports, which behaves as it does and tells what happens. It is told by what
 * can be seen: what its rules decided, and why, is not.
 */
export function observeFastify<Session extends FastifyPlugin>(plugin: Session, listener: Listener): Session {
  const over: Session = new Proxy(plugin, {
    // It is its own `default` and `fastifySession`.
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      return value === target ? over : value;
    },
    apply: (target, self, [fastify, given, ...rest]: [Fastify, Options, ...unknown[]]) => {
      const store = given.store ?? new target.MemoryStore();
      const isOwn: boolean = store instanceof target.MemoryStore;
      tapStore(store, target.MemoryStore).listeners.add(listener);
      listener.madeWith({
        options: { ...plainOf(given), of: '@fastify/session' },
        isOwn,
        storeClass: isOwn ? 'MemoryStore' : wordFor(Reflect.get(store, 'constructor')?.name),
      });
      const options = Object.create(given, { store: { value: store, enumerable: true } });
      return Reflect.apply(target, self, [withHooks(fastify, listener), options, ...rest]);
    },
  });
  return over;
}

/** The names that express-session has for them; what is not given is as it is by default there (`ensureDefaults`). */
const plainOf = ({ cookieName, cookiePrefix, saveUninitialized, rolling, cookie }: Options) => ({
  name: cookieName || 'sessionId',
  cookiePrefix: cookiePrefix ?? '',
  saveUninitialized: saveUninitialized ?? true,
  rolling: rolling ?? true,
  cookie,
});

/** The instance as the plugin is given it: the two hooks that it adds are followed. */
function withHooks(fastify: Fastify, listener: Listener): Fastify {
  return new Proxy(fastify, {
    get: (target, key) => {
      if (key !== 'addHook') return Reflect.get(target, key);
      return (name: string, hook: Hook) => {
        const followed =
          name === 'onRequest' ? arriving(hook, listener) : name === 'onSend' ? ending(hook) : hook;
        return target.addHook(name, followed);
      };
    },
  });
}

const arriving = (hook: Hook, listener: Listener) =>
  function handleSession(request: FastifyRequest, reply: FastifyReply, done: Done) {
    const observed = arrive(request, reply, listener);
    const recorder = new FastifyRecorder(observed, request);
    observed.recorder = recorder;
    followSession(request, recorder);
    const goOn: Done = (...args) => {
      const [error] = args;
      recorder.isArriving = false;
      if (error) emitError(recorder, error);
      emitFound(recorder);
      // A store may call back in a context of its own.
      return currentRecorder.run(recorder, done, ...args);
    };
    return currentRecorder.run(recorder, () => Reflect.apply(hook, undefined, [request, reply, goOn]));
  };

const ending = (hook: Hook) =>
  function saveSession(request: FastifyRequest, reply: FastifyReply, payload: unknown, done: Done) {
    const recorder = observedOf(request)?.recorder;
    if (recorder === undefined) return Reflect.apply(hook, undefined, [request, reply, payload, done]);
    recorder.look('end');
    const goOn: Done = (...args) => {
      if (args[0]) emitError(recorder, args[0]);
      return currentRecorder.run(recorder, done, ...args);
    };
    return currentRecorder.run(recorder, () =>
      Reflect.apply(hook, undefined, [request, reply, payload, goOn]),
    );
  };

function arrive(request: FastifyRequest, reply: FastifyReply, listener: Listener): ObservedRequest {
  const { raw } = request;
  const id = listener.nameOf(raw);
  const observed: ObservedRequest = { id, listener, recorder: undefined };
  attachObserved(raw, observed);
  attachObserved(request, observed);
  const client = listener.clientOf(raw);
  listener.emit({
    type: 'arrived',
    request: id,
    method: raw.method ?? 'GET',
    url: raw.originalUrl ?? raw.url ?? '/',
    cookie: raw.headers.cookie ?? null,
    at: listener.now(),
    ...(client !== undefined && { client }),
  });
  coverInside(observed, reply.raw, { asked: request, answered: reply });
  return observed;
}

/** Tells of each session that takes the place of the one that the request had, when it does. */
function followSession(request: FastifyRequest, recorder: FastifyRecorder): void {
  let current = request.session;
  Object.defineProperty(request, 'session', {
    configurable: true,
    enumerable: true,
    get: () => current,
    set(value: FastifyLive | null) {
      const before = current;
      current = value;
      const session = sessionOf(request);
      if (recorder.isArriving || session === null || session === before) return;
      const isReloaded = session.sessionId === before?.sessionId;
      if (isReloaded) recorder.base = recorder.found?.version ?? null;
      recorder.emitSession(isReloaded ? 'reloaded' : 'regenerated', session);
    },
  });
}

function emitFound(recorder: FastifyRecorder): void {
  const { found, req } = recorder;
  const { session } = req;
  if (!session) return;
  recorder.originalId = req.sessionID;
  // One that had expired is destroyed, and another stored in its place.
  const isLoaded = found !== undefined && found.sid === req.sessionID;
  if (isLoaded) {
    recorder.base = found.version;
    recorder.emitSession('loaded', session, found.text, dataOf(session));
  } else recorder.emitSession('generated', session);
}

function emitError({ id, emit, now }: Recorder, error: unknown): void {
  emit({ type: 'error', request: id, message: messageOf(error), stack: stackOf(error), at: now() });
}
