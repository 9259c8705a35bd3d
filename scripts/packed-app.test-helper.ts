import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Arch, build, Platform } from 'electron-builder';
import { requireBuild } from './build.ts';
import { afterPack } from './pack-modes.ts';
import { inRepository } from './root.ts';
import { isStale } from './staleness.ts';
import { writeStandInRuntime } from './stand-in-runtime.test-helper.ts';

const folder = inRepository('.cache/packed');
const app = join(folder, 'linux-unpacked');
/** Written when all of it is there. */
const packed = join(folder, 'packed');
const sources = [
  ...['out', 'electron-builder.yml', 'package.json', 'resources'],
  'scripts/pack-modes.ts',
  'scripts/stand-in-runtime.test-helper.ts',
].map((path) => inRepository(path));

/** Two test files may ask at once, each in a process of its own. */
async function inTurn(make: () => Promise<void>): Promise<void> {
  const lock = `${folder}.lock`;
  const isOurs = (): boolean => {
    try {
      return mkdirSync(lock) === undefined;
    } catch {
      return false;
    }
  };
  mkdirSync(dirname(lock), { recursive: true });
  // One that ended meanwhile left it behind.
  for (let waited = 0; !isOurs() && waited < 600; waited += 1) await setTimeout(100);
  await make().finally(() => rmSync(lock, { recursive: true, force: true }));
}

/** The desktop app as a folder, packed by electron-builder around a stand-in for the runtime, once for all tests. */
export async function packedApp(): Promise<string> {
  requireBuild();
  if (isStale([packed], sources)) await inTurn(pack);
  return app;
}

async function pack(): Promise<void> {
  if (!isStale([packed], sources)) return;
  const runtime = join(folder, 'runtime');
  rmSync(folder, { recursive: true, force: true });
  writeStandInRuntime(runtime);
  await build({
    projectDir: inRepository(),
    targets: Platform.LINUX.createTarget('dir', Arch.x64),
    config: { afterPack, electronDist: runtime, directories: { output: folder } },
  });
  writeFileSync(packed, '');
}
