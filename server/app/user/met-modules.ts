import Module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type express from 'express';
import type session from 'express-session';
import { type FastifySession, isFastifySession } from './fastify-app.ts';
import type { HeldModules } from './held-modules.ts';

export type SessionFunction = typeof session;
type ExpressFunction = typeof express;

/** What an app found where it asked for express-session, Express and @fastify/session, in its own resolution. */
export type MetModules = {
  /** Put in the place of an express-session; `version` is that of its package. */
  onSession(found: SessionFunction, version: string): SessionFunction;
  onExpress(found: ExpressFunction, version: string): void;
  /** Put in the place of a @fastify/session. */
  onFastifySession(found: FastifySession, version: string): FastifySession;
  /** The name of another package that makes sessions. */
  onOther?(name: string): void;
};

const isFunctionWith = (value: unknown, ...keys: readonly string[]): boolean =>
  typeof value === 'function' && keys.every((key) => key in value);

const isSession = (value: unknown): value is SessionFunction =>
  isFunctionWith(value, 'Store', 'MemoryStore', 'Cookie', 'Session');
const isExpress = (value: unknown): value is ExpressFunction =>
  isFunctionWith(value, 'application', 'request', 'response');

/** Packages that make sessions in another way. */
const others = new Set([
  'cookie-session',
  'client-sessions',
  'koa-session',
  'koa-generic-session',
  'hono-sessions',
  'iron-session',
  '@fastify/secure-session',
]);

/**
 * Meets them wherever code that is loaded from now on asks for them, by `require` or `import`.
 * All are CommonJS, so that every way leads through `Module._load`; an import that another module made before would
 * be answered from what is loaded, and goes by a module of its own (Node from 22.15 on).
 */
export function meetModules(met: MetModules, held: HeldModules | null = null): void {
  const inPlaceOf = new Map<unknown, unknown>();
  const meet = (found: unknown, filename: string): unknown => {
    const known = inPlaceOf.get(found);
    if (known !== undefined) return known;
    if (isExpress(found)) {
      met.onExpress(found, versionAt(filename));
      inPlaceOf.set(found, found);
      return found;
    }
    if (!isSession(found) && !isFastifySession(found)) return found;
    const version = versionAt(filename);
    const instead = isSession(found) ? met.onSession(found, version) : met.onFastifySession(found, version);
    inPlaceOf.set(found, instead);
    inPlaceOf.set(instead, instead);
    return instead;
  };

  const notice = (specifier: string): void => {
    if (others.has(specifier)) met.onOther?.(specifier);
  };

  const load = Reflect.get(Module, '_load') as (...args: unknown[]) => unknown;
  const resolve = Reflect.get(Module, '_resolveFilename') as (...args: unknown[]) => string;
  Reflect.set(Module, '_load', function metLoad(this: unknown, ...args: unknown[]) {
    const found = Reflect.apply(load, this, args);
    notice(String(args[0]));
    const isMet = isSession(found) || isExpress(found) || isFastifySession(found);
    if (!isMet && held === null) return found;
    const filename = Reflect.apply(resolve, this, args.slice(0, 3));
    const instead = isMet ? meet(found, filename) : held?.required(filename, found);
    if (instead === found) return found;
    const cached: { exports: unknown } | undefined = Reflect.get(Reflect.get(Module, '_cache'), filename);
    if (cached !== undefined) cached.exports = instead;
    return instead;
  });

  hookImports(held, notice);
}

type Resolved = { url: string };
type Resolve = (specifier: string, context: object) => Resolved | Promise<Resolved>;
/** A list, and in some Nodes a set. */
type Context = { conditions: Iterable<string>; parentURL?: string };

/** Sends every import of one of them through `require`, and one of an ES module whose functions are held to what stands before it. */
function hookImports(held: HeldModules | null, notice: (specifier: string) => void): void {
  const registerHooks: unknown = Reflect.get(Module, 'registerHooks');
  if (typeof registerHooks === 'function') {
    registerHooks({
      resolve: (specifier: string, context: Context, next: Resolve) => {
        const resolved = next(specifier, context) as Resolved;
        notice(specifier);
        if (![...context.conditions].includes('import')) return resolved;
        const standIn = held?.imported(specifier, context.parentURL, resolved) ?? null;
        if (standIn !== null) return { ...resolved, format: 'module', url: standIn };
        return throughRequire(resolved, createRequire);
      },
    });
    return;
  }
  // Before Node 22.15 hooks run in a thread of their own, to which functions come as text.
  const source = `
    import { createRequire } from 'node:module';
    const throughRequire = ${throughRequire};
    export const resolve = async (specifier, context, next) => throughRequire(await next(specifier, context), createRequire);
  `;
  Module.register(`data:text/javascript,${encodeURIComponent(source)}`);
}

/** A module in place of one of them, that gives what requiring its file gives. Uses nothing from outside. */
function throughRequire(resolved: Resolved, requireFrom: typeof createRequire): Resolved {
  if (!/^file:.*\/node_modules\/.*\/index\.js$/.test(resolved.url)) return resolved;
  // By its own name: it may be installed under another.
  try {
    const { name } = requireFrom(resolved.url)('./package.json') as { name?: unknown };
    if (name !== 'express' && name !== 'express-session' && name !== '@fastify/session') return resolved;
  } catch {
    return resolved;
  }
  const file = JSON.stringify(resolved.url);
  const found: object = requireFrom(resolved.url)('./index.js');
  const names = Object.keys(found).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default');
  const source = [
    "import { createRequire } from 'node:module';",
    "import { fileURLToPath } from 'node:url';",
    `const found = createRequire(${file})(fileURLToPath(${file}));`,
    'export default found;',
    ...names.map((name) => `const its_${name} = found.${name}; export { its_${name} as ${name} };`),
  ].join('\n');
  return {
    ...resolved,
    format: 'module',
    url: `data:text/javascript,${encodeURIComponent(source)}`,
  } as Resolved;
}

/** The version of the package that a file belongs to; nothing where it says none. */
function versionAt(filename: string): string {
  const require = createRequire(filename);
  for (let folder = dirname(filename); folder !== dirname(folder); folder = dirname(folder)) {
    try {
      const { version } = require(`${folder}/package.json`) as { version?: unknown };
      if (typeof version === 'string') return version;
    } catch {
      // No package begins here.
    }
  }
  return '';
}
