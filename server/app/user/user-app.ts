import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Express } from 'express';
import type { SessionOptions } from 'express-session';
import type { FoundApp, OptionChanges } from '../../contract/found-app.ts';
import { messageOf } from '../../contract/message-of.ts';
import { defaultsOf } from '../../observer/session-defaults.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import type { AppParts, AppUnderTest, RunnableApp } from '../app-under-test.ts';
import type { WorkingRequest } from '../work.ts';
import { fastifySessionOver, isFastifyApp, listenerOf } from './fastify-app.ts';
import { changedOptions, type SeenSession, type UserAppFacts } from './found-options.ts';
import type { HeldModules } from './held-modules.ts';
import type { Hold } from './hold.ts';
import { workHook } from './marked-work.ts';
import { meetModules, type SessionFunction } from './met-modules.ts';
import { type TakenServers, takeServers } from './taken-servers.ts';
import type { UnheldWaits } from './unheld-waits.ts';

/** Where a user's app is, and what sets back what it keeps beside its sessions. Absolute paths. */
export type UserAppFiles = {
  app: string;
  reset: string | null;
  /** Options that are put over those that its session middlewares are given. */
  options?: OptionChanges | undefined;
  /** Functions of its own whose calls are held. */
  holds?: readonly Hold[] | undefined;
};

/** What sets back what an app keeps beside its sessions: code of its own, or putting it together anew; null for nothing. */
export type Restart = (() => unknown) | 'rebuild' | null;

export type UserApp = {
  /** Throws ProblemError about what cannot be put together. */
  build: AppUnderTest;
  /** Known once it was built. */
  restart(): Restart;
  facts(): UserAppFacts;
};

type MetExpress = { request: object; response: object };
type Loaded = {
  module: Record<string, unknown>;
  servers: TakenServers;
  createApp: ((parts: AppParts) => unknown) | undefined;
};

/** ms that an app may take for what it does at its start. */
const startsWithin = 5_000;
/** ms that an app may take until it is loaded, and to make what it gives: it may wait for a database. */
const readyWithin = 20_000;
/** ms that an app may take from its import to its telling a server to listen. */
const listensWithin = 10_000;

const isFunction = (value: unknown): value is (...args: unknown[]) => unknown => typeof value === 'function';
const isExpressApp = (value: unknown): value is Express =>
  isFunction(value) && isFunction(Reflect.get(value, 'handle')) && Reflect.has(value, 'request');

/**
 * An app that somebody wrote for their own use, loaded when it is first built and run unchanged: the express-session
 * that it finds in its own resolution keeps its sessions in our store, under our IDs. Its options stay its own. One in
 * a process: what it changes there stays changed.
 */
export function createUserApp(files: UserAppFiles, unheld: Pick<UnheldWaits, 'settled'>): UserApp {
  const versions: UserAppFacts['versions'] = { express: '', expressSession: '' };
  let sessions: SeenSession[] = [];
  let met: { session: SessionFunction | null; express: MetExpress | null } = { session: null, express: null };
  let parts: AppParts | null = null;
  let loaded: Promise<Loaded> | null = null;
  let form: FoundApp['form'] = 'createApp';
  let restart: Restart = null;
  let held: HeldModules | null = null;
  let other: string | null = null;
  let noSuchOption: string | null = null;

  const see = (seen: SeenSession) => void sessions.push(seen);

  const load = async (): Promise<Loaded> => {
    Reflect.set(globalThis, workHook, async (req: WorkingRequest) => parts?.work(req));
    if (files.holds !== undefined && files.holds.length > 0) {
      const { holdModules } = await import('./held-modules.ts');
      held = holdModules(files.app, files.holds, (name, go) => parts?.hold?.(name, go) ?? false);
    }
    meetModules(
      {
        onSession: (found, version) => {
          versions.expressSession ||= version;
          const instead = sessionOver(found, { parts: () => parts, see, ...files, isObserved: false });
          met = { ...met, session: met.session ?? instead };
          return instead;
        },
        onExpress: ({ request, response }, version) => {
          versions.express ||= version;
          met = { ...met, express: met.express ?? { request, response } };
        },
        onFastifySession: (found, version) =>
          fastifySessionOver(found, {
            parts: () => parts,
            see,
            options: files.options,
            onNoSuchOption: (key) => {
              noSuchOption ??= key;
            },
            onFastify: (fastify) => {
              versions.fastify ??= fastify;
              versions.fastifySession ??= version;
            },
          }),
        onOther: (name) => {
          other ??= name;
        },
      },
      held,
    );
    const servers = takeServers();
    const module = await imported(files.app);
    const fromFile = files.reset === null ? null : await imported(files.reset);
    const reset = fromFile === null ? module['reset'] : (fromFile['reset'] ?? fromFile['default']);
    if (fromFile !== null && !isFunction(reset)) throw problemError('no-reset-in-file', '', {}, files.reset);
    const createApp = [module, Object(module['default'])]
      .map((from): unknown => Reflect.get(from, 'createApp'))
      .find(isFunction);
    // What it does at its start may be what its first request needs: users read, secrets made.
    await unheld.settled(startsWithin);
    askForSession(files.app);
    restart = isFunction(reset) ? reset : createApp === undefined ? null : 'rebuild';
    return { module, servers, createApp };
  };

  /** What the module exports, or else the listener of the server that it tells to listen. */
  const exported = async ({ module, servers }: Loaded): Promise<unknown> => {
    const app = [module['default'], module['app']].find(isExpressApp);
    if (app !== undefined) {
      form = 'an Express app';
      return app;
    }
    const fastify = [module['default'], module['app'], module['fastify']].find(isFastifyApp);
    if (fastify !== undefined) {
      form = 'a Fastify app';
      return inTime(listenerOf(fastify), 'made', files.app);
    }
    form = 'a server that listens';
    for (let waited = 0; waited < listensWithin; waited += 20) {
      const listener = servers.listener();
      if (listener !== null) return listener;
      await wait(20);
    }
    if (other !== null) throw problemError('app-without-session', '', { other }, files.app);
    throw problemError('no-app-in-file', '', { exports: Object.keys(module) }, files.app);
  };

  const build: AppUnderTest = async (given) => {
    parts = given;
    loaded ??= load();
    const found = await loaded;
    const { createApp } = found;
    if (createApp !== undefined) sessions = [];
    const app = createApp === undefined ? await exported(found) : await made(createApp, given);
    if (!isFunction(app)) throw problemError('no-app-made', '', {}, files.app);
    if (noSuchOption !== null)
      throw problemError('not-of-fastify-session', '', { key: noSuchOption }, files.app);
    if (sessions.length === 0) throw problemError('app-without-session', '', { other }, files.app);
    held?.check();
    return isExpressApp(app) ? app : asExpressApp(app, met.express);
  };

  const made = async (createApp: NonNullable<Loaded['createApp']>, given: AppParts): Promise<unknown> => {
    const session =
      met.session ?? sessionOver(given.session, { parts: () => parts, see, ...files, isObserved: true });
    try {
      const app = await inTime(createApp({ ...given, session }), 'made', files.app);
      if (isFastifyApp(app)) return await inTime(listenerOf(app), 'made', files.app);
      // Looked at here: what is read of it may be code of its own.
      return isExpressApp(app) || isFunction(app) ? app : null;
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      throw problemError('create-app-threw', '', { message: messageOf(error) }, files.app);
    }
  };

  return {
    build,
    restart: () => restart,
    facts: () => ({ form, versions, sessions, held: held?.steps() ?? [] }),
  };
}

/** Has the express-session met that an app would find, also where it leaves asking for it to whoever makes it. */
function askForSession(file: string): void {
  try {
    createRequire(file)('express-session');
  } catch {
    // It is not installed there.
  }
}

/** A listener that stands before an Express app, with what is to be known of that. */
function asExpressApp(listener: (...args: never[]) => unknown, met: MetExpress | null): RunnableApp {
  const handle = (...args: unknown[]): unknown => Reflect.apply(listener, undefined, args);
  const known = met && { request: Object.create(met.request), response: Object.create(met.response) };
  return Object.assign(handle, known);
}

async function inTime<Value>(
  coming: Value | Promise<Value>,
  what: 'loaded' | 'made',
  file: string,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const refused = problemError('app-not-ready', '', { what, seconds: readyWithin / 1000 }, file);
    timer = setTimeout(reject, readyWithin, refused);
  });
  try {
    return await Promise.race([coming, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function imported(file: string): Promise<Record<string, unknown>> {
  try {
    return await inTime(import(pathToFileURL(file).href), 'loaded', file);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw problemError('app-not-loaded', '', { message: messageOf(error) }, file);
  }
}

type OverSettings = Pick<UserAppFiles, 'options'> & {
  parts: () => AppParts | null;
  see: (session: SeenSession) => void;
  /** Whether it is the one of the parts, which is observed where that is wanted. */
  isObserved: boolean;
};

/** An express-session whose middlewares keep their sessions in our store, under our IDs; all else is as the app says, but for what is changed. */
function sessionOver(
  found: SessionFunction,
  { parts, see, options: changes = {}, isObserved }: OverSettings,
): SessionFunction {
  return new Proxy(found, {
    apply: (target, self, [given, ...rest]: [SessionOptions?, ...unknown[]]) => {
      const here = parts();
      if (here === null) throw new Error('A session middleware was made before its app was to be built.');
      const asked = given?.store;
      const options = changedOptions(given ?? {}, changes);
      const defaults = defaultsOf(found, options, sessionOver);
      see({
        options: Object.create(options, {
          resave: { value: options.resave ?? defaults.resave },
          saveUninitialized: { value: options.saveUninitialized ?? defaults.saveUninitialized },
        }),
        storeClass: asked === here.store ? null : (asked?.constructor.name ?? found.MemoryStore.name),
      });
      // Sessions are made of what is stored as the app's own version makes them.
      const store = Object.assign(here.store, ownWays(found));
      const genid = here.genid ?? options.genid;
      const own = { store: { value: store }, ...(genid && { genid: { value: genid } }) };
      const make = (!isObserved && here.observed?.(target)) || target;
      return Reflect.apply(make, self, [Object.create(options, own), ...rest]);
    },
  });
}

const ownWays = ({ Store: { prototype } }: SessionFunction) =>
  Object.fromEntries(
    ['createSession', 'load', 'regenerate'].map((name) => [name, Reflect.get(prototype, name)]),
  );
