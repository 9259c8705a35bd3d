import { pathToFileURL } from 'node:url';
import session, { type Store } from 'express-session';
import { z } from 'zod';
import type { StoreConfig } from '../contract/stores/store-kinds.ts';
import { problemError } from '../words/problems.ts';
import { callsOf } from './calls.ts';
import { moduleFile } from './module-file.ts';
import type { OpenStore, StoreDriver } from './open-store.ts';
import { notOpened, outsideStore } from './outside.ts';
import type { Exported } from './project-packages.ts';

type Settings = Extract<StoreConfig, { kind: 'module' }>;
type Callable = (...given: unknown[]) => unknown;
type StoreClass = new (options: unknown) => Store;

/** Whatever a module gives: it is somebody's own code, and to be opened only where that may run. */
export const module: StoreDriver<'module', Settings> = { kind: 'module', open: openModule };

const methods = ['get', 'set', 'destroy', 'on', 'createSession'];
const hasMethods = (value: unknown): boolean =>
  methods.every((name) => typeof Reflect.get(Object(value), name) === 'function');

const storeSchema = z.custom<Store>(
  (value) => typeof value === 'object' && value !== null && hasMethods(value),
);
const classSchema = z.custom<StoreClass>(
  (value) => typeof value === 'function' && hasMethods(Reflect.get(value, 'prototype')),
);
const functionSchema = z.custom<Callable>((value) => typeof value === 'function');

async function openModule({ module: name, options = '{}' }: Settings): Promise<OpenStore> {
  const file = moduleFile(name);
  const at = { kind: 'module', place: name } as const;
  if (file === null) {
    throw problemError('store-module-missing', 'store.module', { module: name });
  }
  const given: unknown = JSON.parse(options);
  const exported: Exported = await import(/* @vite-ignore */ pathToFileURL(file).href).catch((error) => {
    throw notOpened(at, error);
  });
  const store = await storeIn(exported, given).catch((error: unknown) => {
    throw notOpened(at, error);
  });
  if (store === null) {
    const names = Object.keys(exported).filter((one) => one !== 'module.exports');
    throw problemError('store-module-gives-none', 'store.module', { module: name, exports: names });
  }
  return withKnownSessions(store);
}

/** An instance, a class, or a function of express-session that gives either; by default, or under any name. */
async function storeIn(exported: Exported, options: unknown): Promise<Store | null> {
  const whole = exported['default'];
  const candidates = [whole, ...Object.values(Object(whole)), ...Object.values(exported)];
  for (const candidate of candidates) {
    const made = madeOf(candidate, options);
    if (made !== null) return made;
  }
  const { data: connect } = functionSchema.safeParse(whole);
  return connect === undefined ? null : madeOf(await connect(session, options), options);
}

function madeOf(candidate: unknown, options: unknown): Store | null {
  const made = classSchema.safeParse(candidate);
  if (made.success) return new made.data(options);
  return storeSchema.safeParse(candidate).data ?? null;
}

/** Nobody knows where it keeps them; so what the lab has put there is what it was given. */
function withKnownSessions(store: Store): OpenStore {
  // Its own methods, also when faults are put over them later: a look of the lab's is no call of the app's.
  const calls = callsOf({ get: store.get.bind(store), destroy: store.destroy.bind(store) });
  const set = store.set.bind(store);
  const own = new Set<string>();
  store.set = (sid, ...given) => {
    own.add(sid);
    return set(sid, ...given);
  };
  const found = async (sid: string) => {
    const session = await calls.get(sid).catch(() => null);
    return session === null ? [] : [[sid, JSON.stringify(session)] as const];
  };
  const clear = async () => {
    const failed: unknown[] = [];
    for (const sid of own) {
      await calls.destroy(sid).then(
        () => own.delete(sid),
        (error) => failed.push(error),
      );
    }
    if (failed.length > 0) throw failed[0];
  };
  return outsideStore({
    store,
    isOpaque: true,
    clear,
    snapshot: async () => Object.fromEntries((await Promise.all([...own].sort().map(found))).flat()),
    close: clear,
  });
}
