import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { packagesOf, type StoreKind, storeKinds } from '../contract/stores/store-kinds.ts';
import { problemError } from '../words/problems.ts';
import { installedFolder } from './installed-folder.ts';

/** What a package of the user's own exports: by name, and what it exports as a whole. */
export type Exported = Readonly<Record<string, unknown>>;

/**
 * The packages that a kind of store is opened with, by name, as the project has them in whose folder the app was started:
 * it is with those that its author's own app runs. Where it lacks one, all are those that were installed on asking.
 * Throws ProblemError where there are none of these either.
 */
export async function packagesFor(
  kind: StoreKind,
  folder = process.cwd(),
  installed = installedFolder(kind),
): Promise<Readonly<Record<string, Exported>>> {
  const missing = missingPackages(kind, folder, installed);
  if (missing.length > 0) {
    throw problemError('store-packages-missing', 'store.kind', {
      kind,
      store: storeKinds[kind].label,
      packages: missing,
      found: null,
    });
  }
  const isProjects = missingIn(folder, kind).length === 0;
  const found = filesIn(isProjects || installed === null ? folder : installed, kind);
  const loaded = found.map(async ({ name, file }) => {
    const module: Exported = await import(/* @vite-ignore */ pathToFileURL(String(file)).href);
    return [name, module] as const;
  });
  return Object.fromEntries(await Promise.all(loaded));
}

/** Those that the project lacks; none where all are installed apart from it. */
export function missingPackages(
  kind: StoreKind,
  folder = process.cwd(),
  installed = installedFolder(kind),
): string[] {
  return installed !== null && missingIn(installed, kind).length === 0 ? [] : missingIn(folder, kind);
}

/** Those that a file in that folder would not find. */
export const missingIn = (folder: string, kind: StoreKind): string[] =>
  filesIn(folder, kind).flatMap(({ name, file }) => (file === null ? [name] : []));

/** Where each of its packages is, as a file in that folder would find it. */
function filesIn(folder: string, kind: StoreKind): Array<{ name: string; file: string | null }> {
  const { resolve } = createRequire(join(folder, 'any.cjs'));
  return packagesOf(kind).map((name) => ({ name, file: fileOf(resolve, name) }));
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
    kind,
    store: label,
    packages: packages.map((one) => `${one}@latest`),
    found: `this ${packages.join(' and ')}`,
  });
}
