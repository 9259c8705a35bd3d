import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository } from './root.ts';

/** As in @electron/fuses: what marks the fuses in Electron's executable, their version, how many, each as inherited. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuses = '00000000';

/** Writes what electron-builder needs of Electron's runtime into a folder: everything but the runtime. */
export function writeStandInRuntime(folder: string): void {
  const packageFile = inRepository('node_modules/electron/package.json');
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8'));
  for (const name of ['locales', 'resources']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'version'), version);
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak'])
    writeFileSync(join(folder, name), `stands in for ${name}`);
  writeFileSync(join(folder, 'chrome-sandbox'), '#!/bin/sh\nexit 0\n');
  chmodSync(join(folder, 'chrome-sandbox'), 0o755);
  const wire = Buffer.from([1, fuses.length]);
  const executable = ['#!/bin/sh\nexit 0\n', sentinel, wire, fuses].map((part) => Buffer.from(part));
  writeFileSync(join(folder, 'electron'), Buffer.concat(executable));
  chmodSync(join(folder, 'electron'), 0o755);
}
