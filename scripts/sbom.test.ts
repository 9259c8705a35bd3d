import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readLock, shippedOf } from './audit.ts';
import { requireBuild } from './build.ts';
import { npmList, runtimeVersions, sbomOf } from './sbom.ts';

const own = { name: 'cdx:npm:package:development', value: 'true' };
const component = (name: string, version: string) => ({
  'bom-ref': `${name}@${version}`,
  type: 'library',
  name,
  version,
  purl: `pkg:npm/${name}@${version}`,
  properties: [own],
});
const list = {
  bomFormat: 'CycloneDX',
  metadata: {
    component: { 'bom-ref': 'session-playground@0.1.0', type: 'library', name: 'folder', purl: 'pkg:npm/x' },
  },
  components: [
    component('electron', '45.5.0'),
    component('react', '19.3.1'),
    component('vitest', '5.1.1'),
    component('zod', '3.0.0'),
  ],
  dependencies: [
    {
      ref: 'session-playground@0.1.0',
      dependsOn: ['electron@45.5.0', 'react@19.3.1', 'vitest@5.1.1'],
    },
    { ref: 'electron@45.5.0', dependsOn: ['zod@3.0.0'] },
    { ref: 'vitest@5.1.1', dependsOn: ['react@19.3.1'] },
  ],
};
const shipped = new Set(['electron 45.5.0', 'react 19.3.1', 'zod 4.6.7']);

it('lists what ships, by its version, and what Electron has inside', () => {
  const { metadata, components, dependencies } = sbomOf(list, shipped, {
    chrome: '156.0.1.2',
    node: '24.21.0',
  });
  expect(metadata.component).toEqual({
    'bom-ref': 'session-playground@0.1.0',
    type: 'application',
    name: 'session-playground',
  });
  expect(components).toMatchObject([
    { name: 'electron', version: '45.5.0', purl: 'pkg:npm/electron@45.5.0', properties: [] },
    { name: 'react', version: '19.3.1', properties: [] },
    { name: 'Chromium', version: '156.0.1.2', cpe: 'cpe:2.3:a:google:chrome:156.0.1.2:*:*:*:*:*:*:*' },
    { name: 'Node.js', version: '24.21.0', cpe: 'cpe:2.3:a:nodejs:node.js:24.21.0:*:*:*:*:*:*:*' },
  ]);
  expect(dependencies).toEqual([
    { ref: 'session-playground@0.1.0', dependsOn: ['electron@45.5.0', 'react@19.3.1'] },
    { ref: 'electron@45.5.0', dependsOn: ['chromium', 'node.js'] },
    { ref: 'chromium', dependsOn: [] },
    { ref: 'node.js', dependsOn: [] },
  ]);
});

it('says so where nobody knows what Electron has inside', () => {
  const inside = sbomOf(list, shipped, null).components.slice(-2);
  expect(inside).toMatchObject(
    ['Chromium', 'Node.js'].map((name) => ({
      name,
      description: 'Inside Electron; its version was not read',
    })),
  );
  for (const one of inside) expect(one).not.toHaveProperty('version');
});

it('asks the runtime itself for its versions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'runtime-'));
  const runtime = join(folder, 'electron');
  const write = (script: string) => {
    writeFileSync(runtime, `#!/bin/sh\n${script}\n`);
    chmodSync(runtime, 0o755);
  };
  try {
    write(`[ "$ELECTRON_RUN_AS_NODE" = 1 ] && echo '{"chrome":"156.0.1.2","node":"24.21.0","v8":"15"}'`);
    if (process.platform !== 'win32')
      expect(runtimeVersions(runtime)).toEqual({ chrome: '156.0.1.2', node: '24.21.0' });
    write('exit 127');
    expect(runtimeVersions(runtime)).toBeNull();
    expect(runtimeVersions(null)).toBeNull();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('is of this build: no tool of development, and nothing that ships is missing', { timeout: 60_000 }, () => {
  requireBuild();
  const ships = shippedOf(['desktop', 'renderer'], readLock());
  const titles = sbomOf(npmList(), ships, null).components.map((one) =>
    'version' in one ? `${one.name} ${one.version}` : one.name,
  );
  expect([...titles].sort()).toEqual([...ships, 'Chromium', 'Node.js'].sort());
  for (const name of ['react', 'express', 'express-session', 'zod', 'electron', 'electron-updater'])
    expect(titles.filter((title) => title.startsWith(`${name} `))).toHaveLength(1);
  expect(titles.filter((title) => /^(vitest|typescript|vite|electron-builder|node) /.test(title))).toEqual(
    [],
  );
});
