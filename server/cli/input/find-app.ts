import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../contract/input/json-text.ts';

const extensions = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'];
const usualNames = ['app', 'server', 'index', 'main'].flatMap((name) =>
  ['', 'src/'].flatMap((folder) => extensions.map((extension) => `${folder}${name}.${extension}`)),
);
/** What starts a file: `node --watch server.js`, `tsx src/app.ts`, `nodemon app`. */
const startedBy = /(?:^|[\s;&|])(?:node|nodemon|tsx|ts-node)\s+(?:-\S+\s+)*([\w./-]+)/;

const packageSchema = z.looseObject({
  main: z.string().optional(),
  scripts: z.record(z.string(), z.string()).optional(),
  packageManager: z.string().optional(),
});
export type PackageJson = z.infer<typeof packageSchema>;

/** The package.json of a folder; null where there is none that can be read. */
export function packageIn(folder: string): PackageJson | null {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return null;
  const json = readJson(readFileSync(file, 'utf8'));
  const parsed = packageSchema.safeParse(json.ok ? json.value : null);
  return parsed.success ? parsed.data : null;
}

/** The Express app in a folder, by its path from there: as package.json says, or by the usual names; null where none is. */
export function findApp(folder: string): string | null {
  const { main, scripts = {} } = packageIn(folder) ?? {};
  const started = ['start', 'dev', 'serve'].flatMap((name) => startedBy.exec(scripts[name] ?? '')?.[1] ?? []);
  const named = [main ?? [], started].flat().flatMap((name) => [name, `${name}.js`]);
  const there = [...named, ...usualNames].filter((name) => textOf(join(folder, name)) !== null);
  // A file that only starts another may say nothing of Express; one that does is meant first.
  const app = there.find((name) => /\bexpress\b/.test(textOf(join(folder, name)) ?? '')) ?? there[0];
  return app === undefined ? null : `./${app.replace(/^\.\//, '')}`;
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

export type Route = { method: string; path: string };

/** The routes that stand in an app's code, in their order: `app.post('/cart/:item', …)`. */
export function routesIn(file: string): Route[] {
  const found = (textOf(file) ?? '').matchAll(/\.(get|post|put|patch|delete)\(\s*(["'`])(\/[^"'`]*)\2\s*,/g);
  return Array.from(found, ([, method = '', , path = '/']) => ({ method: method.toUpperCase(), path }));
}
