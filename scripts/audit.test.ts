import { expect, it } from 'vitest';
import { findings, readLock, shippedOf, shippedPackages } from './audit.ts';
import { requireBuild } from './build.ts';

const lock = {
  packages: {
    '': {},
    'node_modules/express': { version: '5.3.0' },
    'node_modules/electron': { version: '45.5.0', dev: true },
    'node_modules/zod': { version: '4.6.7', dev: true },
    'node_modules/vitest': { version: '5.1.1', dev: true },
    'node_modules/vitest/node_modules/zod': { version: '3.0.0', dev: true },
  },
};
const hole = (...nodes: string[]) => ({
  severity: 'high',
  nodes,
  via: [{ title: 'It can be had', url: 'https://example.com/1' }, 'qs'],
});

it('tells of what users get: bundled, installed along, or Electron, each by its version', () => {
  const shipped = shippedPackages(['zod 4.6.7 (MIT)\n\nMIT License\n'], lock);
  expect([...shipped].sort()).toEqual(['electron 45.5.0', 'express 5.3.0', 'zod 4.6.7']);
  const report = {
    vulnerabilities: {
      express: hole('node_modules/express'),
      electron: hole('node_modules/electron'),
      zod: hole('node_modules/zod', 'node_modules/vitest/node_modules/zod'),
      vitest: hole('node_modules/vitest'),
    },
  };
  expect(findings(report, shipped, lock)).toEqual([
    'express 5.3.0: high: It can be had (https://example.com/1); by qs',
    'electron 45.5.0: high: It can be had (https://example.com/1); by qs',
    'zod 4.6.7: high: It can be had (https://example.com/1); by qs',
  ]);
  expect(findings({ vulnerabilities: {} }, shipped, lock)).toEqual([]);
});

it('knows what ships of this build', () => {
  requireBuild();
  const shipped = shippedOf(['desktop', 'renderer', 'main', 'library'], readLock());
  for (const name of ['electron', 'express', 'express-session', 'react-dom', 'electron-updater', 'zod'])
    expect([...shipped].filter((title) => title.startsWith(`${name} `))).toHaveLength(1);
  expect([...shipped].filter((title) => /^(vitest|typescript|jsdom) /.test(title))).toEqual([]);
});
