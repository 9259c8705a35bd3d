import Module, { createRequire } from 'node:module';
import { basename, extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { raceSteps } from '../../contract/races/races.ts';
import { problemError } from '../../words/problems.ts';
import { exportsOf } from './export-names.ts';
import { createHeldFunctions, type HoldCall, isClass, isFunction } from './held-functions.ts';
import { type Hold, isFile, stepNameOf } from './hold.ts';

type Resolved = { url: string; format?: string | null };

/** Modules whose functions are held, wherever an app asks for them. */
export type HeldModules = {
  /** Exports with functions that are held in the place of theirs; changed in place where they can be. */
  required(filename: string, exports: unknown): unknown;
  /** Where an import of such an ES module is to be sent; null for any other. */
  imported(specifier: string, from: string | undefined, resolved: Resolved): string | null;
  /** What was asked for and was not found. Throws ProblemError about the first. */
  check(): void;
  /** The steps that each makes, by how it was asked for. */
  steps(): Array<{ hold: string; steps: string[] }>;
};

/** Under this key of the global object an ES module that stands before another gets what it exports. */
const holdKey = Symbol.for('session-playground.hold');

type Watched = {
  hold: Hold;
  file: string | null;
  isLoaded: boolean;
  /** Whether there is a function that it holds. */
  isMet: boolean;
  has: Set<string>;
  steps: Set<string>;
};

/** `app`: the file from which packages are looked for. */
export function holdModules(app: string, holds: readonly Hold[], holdCall: HoldCall): HeldModules {
  const held = createHeldFunctions(holdCall);
  const watched: Watched[] = holds.map((hold) => ({
    hold,
    file: fileOf(app, hold),
    steps: new Set(),
    isLoaded: false,
    isMet: false,
    has: new Set(),
  }));
  const standIns = new Set<string>();
  const stepOf = createStepNames();

  const replaced = (of: readonly Watched[], found: object): Map<string, unknown> => {
    const instead = new Map<string, unknown>();
    for (const one of of) {
      one.isLoaded = true;
      for (const name of functionsIn(found)) one.has.add(name);
      const { given, name, module } = one.hold;
      const make = (key: string, original: (...args: unknown[]) => unknown) => {
        const step = stepOf(module, key);
        one.isMet = true;
        return held({ given, step, isNamed: name !== '*', onHeld: () => one.steps.add(step) }, original);
      };
      if (name === '*') for (const [key, original] of allOf(found)) instead.set(key, make(key, original));
      else holdOne(found, name, make, instead);
    }
    return instead;
  };

  Reflect.set(globalThis, holdKey, (file: string, exports: object) =>
    Object.fromEntries(
      replaced(
        watched.filter((one) => one.file === file || one.hold.module === file),
        exports,
      ),
    ),
  );

  return {
    required: (filename, exports) => {
      const of = watched.filter(({ file }) => file === filename);
      if (of.length === 0 || (typeof exports !== 'object' && !isFunction(exports)) || exports === null)
        return exports;
      return withInstead(exports, replaced(of, exports));
    },
    imported: (specifier, from, resolved) => {
      if (from !== undefined && standIns.has(from)) return null;
      const of = watched.filter(
        ({ file, hold }) =>
          hold.module === specifier || (file !== null && pathToFileURL(file).href === resolved.url),
      );
      const [first] = of;
      if (first === undefined || !resolved.url.startsWith('file:')) return null;
      const exports = exportsOf(resolved);
      // CommonJS is met where it is required; so it is where it is imported.
      if (exports === null) return null;
      const names = of.flatMap(({ hold: { name } }) =>
        name === '*' ? exports : [name.split('.', 1)[0] ?? name],
      );
      const url = standIn(
        resolved.url,
        first.file ?? first.hold.module,
        new Set(names),
        exports.includes('default'),
      );
      standIns.add(url);
      return url;
    },
    check: () => {
      for (const { hold, isMet, isLoaded, has, file } of watched) {
        if (isMet) continue;
        const { given } = hold;
        if (isLoaded) throw problemError('hold-finds-nothing', '', { given, has: [...has] }, app);
        const needs =
          file !== null && exportsOf({ url: pathToFileURL(file).href }) !== null && !hooksImports();
        throw problemError('hold-not-loaded', '', { given, why: needs ? 'old-node' : 'not-asked-for' }, app);
      }
    },
    steps: () => watched.map(({ hold, steps }) => ({ hold: hold.given, steps: [...steps] })),
  };
}

/**
 * What the steps of a function are called: `query`, `Client#query`; with the module before it where another has the same,
 * or a call of the session store.
 */
function createStepNames(): (module: string, name: string) => string {
  const owners = new Map<string, string>(raceSteps.map((step) => [step, '']));
  return (module, name) => {
    const step = stepNameOf(name);
    const owner = owners.get(step) ?? module;
    owners.set(step, owner);
    return owner === module ? step : `${stepNameOf(basename(module, extname(module)))}:${step}`;
  };
}

const hooksImports = (): boolean => isFunction(Reflect.get(Module, 'registerHooks'));

/** Where a module is, as `require` finds it; null where only `import` does, or nothing. */
function fileOf(app: string, hold: Hold): string | null {
  if (isFile(hold)) return hold.module;
  try {
    const file = createRequire(app).resolve(hold.module);
    if (!Module.isBuiltin(file)) return file;
  } catch (error) {
    const code = Reflect.get(Object(error), 'code');
    if (code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return null;
    throw problemError('hold-no-module', '', { given: hold.given, why: 'not-found' }, app);
  }
  throw problemError('hold-no-module', '', { given: hold.given, why: 'of-node' }, app);
}

/** A module that exports what another does, with functions that are held in the place of some. */
function standIn(url: string, file: string, names: ReadonlySet<string>, hasDefault: boolean): string {
  const from = JSON.stringify(url);
  const source = [
    `import * as original from ${from};`,
    `export * from ${from};`,
    `const held = globalThis[Symbol.for('session-playground.hold')](${JSON.stringify(file)}, original);`,
    `const given = (name) => (name in held ? held[name] : original[name]);`,
    ...[...names]
      .filter((name) => name !== 'default')
      .map(
        (name, place) =>
          `const its_${place} = given(${JSON.stringify(name)}); export { its_${place} as ${name} };`,
      ),
    ...(hasDefault ? [`const its_default = given('default'); export { its_default as default };`] : []),
  ].join('\n');
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

type Make = (key: string, original: (...args: unknown[]) => unknown) => unknown;

/** Holds the function of a name; a method where its object is, an export in `instead`. */
function holdOne(found: object, name: string, make: Make, instead: Map<string, unknown>): void {
  const [first = '', method] = name.split('.');
  const value = first === 'default' && !('default' in found) ? found : exportIn(found, first);
  if (method === undefined) {
    if (isFunction(value)) instead.set(first, make(name, value));
    return;
  }
  const owners = isFunction(value) ? [Reflect.get(value, 'prototype'), value] : [value];
  const owner = owners.find((one) => isFunction(Reflect.get(Object(one), method)));
  if (owner === undefined) return;
  Object.defineProperty(owner, method, {
    value: make(name, Reflect.get(Object(owner), method)),
    writable: true,
    configurable: true,
  });
}

/** Every function that is exported, and is no class; of an object with a class of its own, its methods. */
function allOf(found: object): Array<[string, (...args: unknown[]) => unknown]> {
  const all = new Map<string, (...args: unknown[]) => unknown>();
  const prototype: object | null = Object.getPrototypeOf(found);
  const own = prototype === null || prototype === Object.prototype || isFunction(found) ? [] : [prototype];
  for (const from of [...own, found]) {
    for (const key of Object.getOwnPropertyNames(from)) {
      if (isFunction(found) && ['prototype', 'caller', 'arguments'].includes(key)) continue;
      const value = exportIn(from, key);
      if (key !== 'constructor' && isFunction(value) && !isClass(value)) all.set(key, value);
    }
  }
  if (isFunction(found) && !isClass(found)) all.set('default', found);
  return [...all];
}

/** What is to be found by `--hold`, for who has asked for something else. */
function functionsIn(found: object): string[] {
  const exported = allOf(found).map(([name]) => name);
  const methods = Object.keys(found).flatMap((key) => {
    const value = exportIn(found, key);
    const prototype: unknown = isFunction(value) ? Reflect.get(value, 'prototype') : undefined;
    const own = Object.getOwnPropertyNames(Object(prototype)).filter((one) => one !== 'constructor');
    return own.map((method) => `${key}.${method}`);
  });
  return [...exported, ...methods];
}

/** A getter of CommonJS may load what is not there: it is not asked, but for those that a compiler writes. */
function exportIn(found: object, key: string): unknown {
  const own = Object.getOwnPropertyDescriptor(found, key);
  const isCompiled = Reflect.get(found, '__esModule') === true;
  return own?.get === undefined || isCompiled ? Reflect.get(found, key) : undefined;
}

/** Exports with some replaced: the same object where it lets them be, else one like it. */
function withInstead(exports: object, instead: ReadonlyMap<string, unknown>): unknown {
  const whole = 'default' in exports ? undefined : instead.get('default');
  const target = whole === undefined ? exports : Object(whole);
  const own = Object.getOwnPropertyDescriptors(exports);
  const values = [...instead].filter(([key]) => key !== 'default' || whole === undefined);
  const asValue = ([key, value]: [string, unknown]): [string, PropertyDescriptor] => [
    key,
    { value, writable: true, configurable: true, enumerable: own[key]?.enumerable ?? true },
  ];
  const isFree = values.every(([key]) => own[key]?.configurable ?? Object.isExtensible(target));
  if (isFree) return Object.defineProperties(target, Object.fromEntries(values.map(asValue)));
  return Object.create(Object.getPrototypeOf(exports), {
    ...own,
    ...Object.fromEntries(values.map(asValue)),
  });
}
