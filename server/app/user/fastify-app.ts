import type { RequestListener } from 'node:http';
import type { CookieOptions, SessionOptions as ExpressSessionOptions } from 'express-session';
import type { OptionChanges } from '../../contract/found-app.ts';
import { isFastifySession as isFastifyPlugin } from '../../observer/fastify-session.ts';
import { changedOptions, type SeenSession } from './found-options.ts';

/** What @fastify/session exports, as far as it is called: a plugin, with its stores beside it. */
export type FastifySession = ((
  fastify: FastifyInstance,
  options: FastifySessionOptions,
  ...rest: unknown[]
) => unknown) & {
  readonly Store: unknown;
  readonly MemoryStore: unknown;
};
type FastifyInstance = { readonly version?: string };
/** Source: @fastify/session 11.1 `ensureDefaults`. */
type FastifySessionOptions = Pick<
  Partial<ExpressSessionOptions>,
  'saveUninitialized' | 'rolling' | 'secret'
> & {
  cookie?: CookieOptions;
  cookieName?: string;
  store?: object;
  idGenerator?: (request: never) => string;
};

/** An app made by `fastify()`. */
export type FastifyApp = FastifyInstance & { ready(): Promise<unknown>; routing: RequestListener };

const isFunction = (value: unknown): value is (...args: unknown[]) => unknown => typeof value === 'function';

export const isFastifySession = (value: unknown): value is FastifySession => isFastifyPlugin(value);

export const isFastifyApp = (value: unknown): value is FastifyApp =>
  typeof value === 'object' &&
  value !== null &&
  ['ready', 'routing', 'decorateRequest', 'inject'].every((key) => isFunction(Reflect.get(value, key)));

/** What answers its requests. Its plugins, the session among them, are put together when it is made ready. */
export async function listenerOf(app: FastifyApp): Promise<RequestListener> {
  await app.ready();
  return (req, res) => app.routing(req, res);
}

/** What of the parts of an app it is given. */
type Parts = {
  store: object;
  genid?: (request: never) => string;
  observedFastify?: (found: FastifySession) => FastifySession;
};

type OverSettings = {
  parts: () => Parts | null;
  see: (session: SeenSession) => void;
  options?: OptionChanges | undefined;
  /** An option that is to be changed, and that it has none of. */
  onNoSuchOption: (path: string) => void;
  /** The version of Fastify that it is registered in. */
  onFastify: (version: string) => void;
};

/** Options by their paths that are put over the app's own: those that @fastify/session has too. */
const changeable = /^(?:secret|name|saveUninitialized|rolling|cookie\..+)$/;

/** A @fastify/session that keeps its sessions in our store, under our IDs; all else is as the app says, but for what is changed. */
export function fastifySessionOver(found: FastifySession, settings: OverSettings): FastifySession {
  const over: FastifySession = new Proxy(found, {
    // It is its own `default` and `fastifySession`.
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      return value === target ? over : value;
    },
    apply: (
      target,
      self,
      [fastify, given, ...rest]: [FastifyInstance, FastifySessionOptions, ...unknown[]],
    ) => {
      const here = settings.parts();
      if (here === null) throw new Error('A session plugin was registered before its app was to be built.');
      const options = changed(given, settings.options ?? {});
      const unknown = Object.keys(settings.options ?? {}).find((path) => !changeable.test(path));
      if (unknown !== undefined) settings.onNoSuchOption(unknown);
      settings.see(seenOf(options, given.store === here.store ? null : classOf(given.store)));
      settings.onFastify(fastify.version ?? '');
      const idGenerator = here.genid ?? options.idGenerator;
      const own = Object.create(options, {
        store: { value: here.store },
        ...(idGenerator && { idGenerator: { value: idGenerator } }),
      });
      const observed = here.observedFastify?.(target) ?? target;
      return Reflect.apply(observed, self, [fastify, own, ...rest]);
    },
  });
  return over;
}

function changed({ store: _, ...given }: FastifySessionOptions, changes: OptionChanges) {
  const { name, ...others } = changes;
  const made = changedOptions(given, others);
  return name === undefined ? made : Object.create(made, { cookieName: { value: name } });
}

/** Its own memory store calls itself Store. */
const classOf = (store: object | undefined): string =>
  store?.constructor.name === 'Store' || store === undefined ? 'MemoryStore' : store.constructor.name;

/** Its options under the names that express-session has for them, with its own defaults. */
const seenOf = (options: FastifySessionOptions, storeClass: string | null): SeenSession => ({
  package: '@fastify/session',
  options: {
    ...(options.secret !== undefined && { secret: options.secret }),
    cookie: { ...options.cookie, secure: options.cookie?.secure ?? true },
    name: options.cookieName || 'sessionId',
    saveUninitialized: options.saveUninitialized ?? true,
    rolling: options.rolling ?? true,
  },
  storeClass,
});
