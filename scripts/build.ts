import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemaNames, jsonSchemaOf } from '../server/contract/scenario/json-schema.ts';
import { buildDesktop } from './desktop-bundle.ts';
import { inRepository } from './root.ts';
import { isStale } from './staleness.ts';

const settings = ['electron.vite.config.ts', 'scripts/desktop-bundle.ts', 'package-lock.json'].map((file) =>
  inRepository(file),
);
const page = {
  built: [inRepository('out/renderer/index.html')],
  sources: ['renderer', 'server/contract', 'server/api/router.ts'].map((path) => inRepository(path)),
};
const everything = {
  built: [
    'out/main/main.js',
    'out/desktop/main.js',
    'out/preload/preload.cjs',
    'out/renderer/index.html',
    'out/types/observer/observe.d.ts',
    'out/schema/scenario.schema.json',
  ].map((path) => inRepository(path)),
  sources: ['renderer', 'server', 'electron'].map((path) => inRepository(path)),
};

type LogLevel = 'info' | 'warn';

/** Builds shell, command line, lab, page and the observer's types into out/. */
export async function buildAll(logLevel: LogLevel): Promise<void> {
  const { build } = await import('electron-vite');
  await build({ root: inRepository(), logLevel });
  await buildDesktop();
  buildTypes();
  buildSchemas();
}

async function buildPage(logLevel: LogLevel): Promise<void> {
  const { resolveConfig } = await import('electron-vite');
  const { build } = await import('vite');
  process.env['NODE_ENV_ELECTRON_VITE'] = 'production';
  const { config } = await resolveConfig({ root: inRepository(), logLevel }, 'build', 'production');
  if (config?.renderer) await build(config.renderer);
}

/** The types that users of the observer get; only what it reaches. */
function buildTypes(): void {
  const tsc = inRepository('node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', inRepository('tsconfig.observe.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('tsc -p tsconfig.observe.json did not succeed');
}

/** What editors complete scenarios and options by, from the package. */
function buildSchemas(): void {
  const folder = inRepository('out/schema');
  mkdirSync(folder, { recursive: true });
  for (const name of jsonSchemaNames) {
    writeFileSync(join(folder, `${name}.schema.json`), `${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`);
  }
}

/** Builds the page if something that it is made of is newer. Tells so on stderr. */
export async function ensurePage(): Promise<void> {
  if (!isStale(page.built, [...page.sources, ...settings])) return;
  process.stderr.write('session-playground: building the page …\n');
  await buildPage('warn');
}

const isAppStale = (): boolean => isStale(everything.built, [...everything.sources, ...settings]);

/** Builds everything, if something that it is made of is newer. Tells so on stderr. */
export async function ensureApp(): Promise<void> {
  if (!isAppStale()) return;
  process.stderr.write('session-playground: building …\n');
  await buildAll('warn');
}

/** For tests of what is built: they run side by side, so that none may build. */
export function requireBuild(): void {
  if (isAppStale()) throw new Error('out/ is older than what it is built from: run `npm run build` first');
}

if (import.meta.main) await (process.argv.includes('--if-stale') ? ensureApp() : buildAll('info'));
