import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDtsBundle } from 'dts-bundle-generator';
import { notices } from './notices.ts';
import { inRepository, typeChecker } from './root.ts';

/** What others import from the npm package: the names of each entry, and the source that it is built from. */
const entries = {
  index: { source: 'library.ts', names: ['work'] },
  observe: { source: 'observer/observe.ts', names: ['observe'] },
  assert: { source: 'observer/assert.ts', names: ['watchSessions'] },
} as const;
const out = inRepository('out/library');

/**
 * Builds the entries of the npm package into out/library: as CommonJS, so that Jest and every `require` take it, with
 * an ES module before each that hands on the same functions, so that no process has two copies of them.
 */
export async function buildLibrary(logLevel: 'info' | 'warn'): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel,
    root: inRepository(),
    plugins: [notices()],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: out,
      // Syntax only: it runs in its user's own app, on whatever Node that has.
      target: 'node20.19',
      rolldownOptions: {
        input: Object.fromEntries(
          Object.entries(entries).map(([name, { source }]) => [name, inRepository('server', source)]),
        ),
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'shared-[name].cjs' },
      },
    },
  });
  for (const [name, { names }] of Object.entries(entries)) {
    const handedOn = names.map((one) => `export const ${one} = library.${one};\n`);
    writeFileSync(join(out, `${name}.js`), `import library from './${name}.cjs';\n\n${handedOn.join('')}`);
  }
  buildTypes();
}

/** One file of types for each entry, which needs no other file and no other package. */
function buildTypes(): void {
  const { status } = spawnSync(process.execPath, [typeChecker, '-p', inRepository('tsconfig.library.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('tsc -p tsconfig.library.json did not succeed');
  const emitted = inRepository('.cache/types/library');
  const config = join(emitted, 'tsconfig.json');
  writeFileSync(
    config,
    JSON.stringify({ compilerOptions: { module: 'nodenext', strict: true, types: ['node'] } }),
  );
  const bundles = generateDtsBundle(
    Object.values(entries).map(({ source }) => ({
      filePath: join(emitted, source.replace(/\.ts$/, '.d.ts')),
      output: { noBanner: true, exportReferencedTypes: false, sortNodes: true },
    })),
    { preferredConfigPath: config },
  );
  mkdirSync(out, { recursive: true });
  for (const [place, name] of Object.keys(entries).entries()) {
    for (const ending of ['d.ts', 'd.cts'])
      writeFileSync(join(out, `${name}.${ending}`), bundles[place] ?? '');
  }
}
