import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemaNames, jsonSchemaOf } from '../server/contract/scenario/json-schema.ts';
import { buildDesktop } from './desktop-bundle.ts';
import { buildLibrary } from './library.ts';
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
    'out/library/observe.d.cts',
    'out/schema/scenario.schema.json',
    'out/main/record-preload.cjs',
  ].map((path) => inRepository(path)),
  sources: ['renderer', 'server', 'electron'].map((path) => inRepository(path)),
};

type LogLevel = 'info' | 'warn';

/** Builds shell, command line, lab, page and what others import into out/. */
export async function buildAll(logLevel: LogLevel): Promise<void> {
  const { build } = await import('electron-vite');
  await build({ root: inRepository(), logLevel });
  await buildDesktop();
  await buildPreload(logLevel);
  await buildLibrary(logLevel);
  buildSchemas();
  nameShell();
}

async function buildPage(logLevel: LogLevel): Promise<void> {
  const { resolveConfig } = await import('electron-vite');
  const { build } = await import('vite');
  process.env['NODE_ENV_ELECTRON_VITE'] = 'production';
  const { config } = await resolveConfig({ root: inRepository(), logLevel }, 'build', 'production');
  if (config?.renderer) await build(config.renderer);
}

/** What an app that is recorded loads first: CommonJS in one file, which every Node takes before whatever it runs. */
async function buildPreload(logLevel: LogLevel): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel,
    root: inRepository(),
    ssr: { noExternal: true },
    build: {
      ssr: inRepository('server/app/user/recorded.ts'),
      outDir: inRepository('out/main'),
      emptyOutDir: false,
      target: 'node20.19',
      rolldownOptions: {
        output: { format: 'cjs', entryFileNames: 'record-preload.cjs', codeSplitting: false },
      },
    },
  });
}

/** What editors complete scenarios and options by, from the package. */
function buildSchemas(): void {
  const folder = inRepository('out/schema');
  mkdirSync(folder, { recursive: true });
  for (const name of jsonSchemaNames) {
    writeFileSync(join(folder, `${name}.schema.json`), `${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`);
  }
}

/** By this Electron knows which file is the shell, and its name: the package's own `main` is for who imports it. */
function nameShell(): void {
  const { name, productName, version } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8'));
  const shell = { name, productName, version, type: 'module', main: 'main/main.js' };
  writeFileSync(inRepository('out/package.json'), `${JSON.stringify(shell, null, 2)}\n`);
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
