import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type InlineConfig, type Plugin } from 'vite';
import { noticesFile, noticesOf } from './notices.ts';
import { inRepository } from './root.ts';

const desktopFolder = inRepository('out/desktop');

/** Each is one file: it lies outside the archive, with no package.json and no packages near. */
const workers = {
  'lab-worker': 'server/lab/worker.ts',
  'race-worker': 'server/races/worker.ts',
  relay: 'server/threads/process/relay.ts',
};

const askedForVersion = "createRequire(import.meta.url)('express/package.json')";

/** A bundle has no package beside it that could be asked for its version: it is the one that it was made of. */
const versionInside = (): Plugin => ({
  name: 'version-inside',
  // Before TypeScript is taken out of it, as the source stands.
  enforce: 'pre',
  transform: (code, id) => {
    if (!id.endsWith('/server/lab/versions.ts')) return null;
    if (!code.includes(askedForVersion)) throw new Error(`${id} asks for Express's version in another way`);
    const { version } = JSON.parse(readFileSync(inRepository('node_modules/express/package.json'), 'utf8'));
    return code.replace(askedForVersion, JSON.stringify({ version }));
  },
});

const collecting = (modules: Set<string>): Plugin => ({
  name: 'collecting',
  generateBundle: (_options, bundle) => {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk') for (const id of chunk.moduleIds) modules.add(id);
    }
  },
});

const bundle = (input: Record<string, string>, isOneFile: boolean, modules: Set<string>): InlineConfig => ({
  root: inRepository(),
  configFile: false,
  logLevel: 'warn',
  plugins: [versionInside(), collecting(modules)],
  ssr: { noExternal: true, external: ['electron'], target: 'node' },
  build: {
    ssr: true,
    outDir: desktopFolder,
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input,
      output: {
        format: 'es',
        entryFileNames: isOneFile ? '[name].mjs' : '[name].js',
        chunkFileNames: 'chunk-[name]-[hash].js',
        codeSplitting: !isOneFile,
      },
    },
  },
});

/** The desktop app's own code, with every package inside: what is packed reads nothing from node_modules. */
export async function buildDesktop(): Promise<void> {
  rmSync(desktopFolder, { recursive: true, force: true });
  const modules = new Set<string>();
  await build(bundle({ main: inRepository('electron/main.ts') }, false, modules));
  for (const [name, file] of Object.entries(workers)) {
    await build(bundle({ [name]: inRepository(file) }, true, modules));
  }
  writeFileSync(join(desktopFolder, noticesFile), noticesOf([...modules]));
}
