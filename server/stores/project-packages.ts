import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { type StoreKind, storeKinds } from '../contract/stores/store-kinds.ts';
import { problemError } from '../words/problems.ts';

/** What a package of the user's own exports: by name, and what it exports as a whole. */
export type Exported = Readonly<Record<string, unknown>>;

/**
 * The packages that a kind of store is opened with, by name, as the project has them in whose folder the app was started:
 * it is with those that its author's own app runs. Throws ProblemError where they are not installed.
 */
export async function packagesFor(
  kind: StoreKind,
  folder = process.cwd(),
): Promise<Readonly<Record<string, Exported>>> {
  const { label, packages } = storeKinds[kind];
  const { resolve } = createRequire(join(folder, 'any.cjs'));
  const found = packages.map((name) => ({ name, file: fileOf(resolve, name) }));
  const missing = found.flatMap(({ name, file }) => (file === null ? [name] : []));
  if (missing.length > 0) {
    throw problemError('store-packages-missing', 'store.kind', {
      store: label,
      packages: missing,
      found: null,
    });
  }
  const loaded = found.map(async ({ name, file }) => {
    const module: Exported = await import(/* @vite-ignore */ pathToFileURL(String(file)).href);
    return [name, module] as const;
  });
  return Object.fromEntries(await Promise.all(loaded));
}

function fileOf(resolve: NodeJS.RequireResolve, name: string): string | null {
  try {
    return resolve(name);
  } catch {
    return null;
  }
}

/**
 * A class or a function of a package: what it exports under this name, or as a whole. Throws ProblemError where it has
 * none, as another version may: `packages` are those to be installed then.
 */
export function exportedBy<Value>(
  kind: StoreKind,
  exported: Exported | undefined,
  name: string,
  packages: readonly string[],
): Value {
  const whole = exported?.['default'];
  const candidates = [exported?.[name], Reflect.get(Object(whole), name), whole];
  const found = z.custom<Value>((value) => typeof value === 'function');
  for (const candidate of candidates) {
    const { success, data } = found.safeParse(candidate);
    if (success) return data;
  }
  const { label } = storeKinds[kind];
  throw problemError('store-packages-missing', 'store.kind', {
    store: label,
    packages: packages.map((one) => `${one}@latest`),
    found: `this ${packages.join(' and ')}`,
  });
}
