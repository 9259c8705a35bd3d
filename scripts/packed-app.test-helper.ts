import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { requireBuild } from './build.ts';
import { inRepository } from './root.ts';
import { isStale } from './staleness.ts';
import { writeStandInRuntime } from './stand-in-runtime.test-helper.ts';

const folder = inRepository('.cache/packed');
const app = join(folder, 'linux-unpacked');
const sources = ['out', 'electron-builder.yml', 'package.json', 'resources'].map((path) =>
  inRepository(path),
);

/** The desktop app as a folder, packed by electron-builder around a stand-in for the runtime, once for all tests. */
export async function packedApp(): Promise<string> {
  requireBuild();
  if (!isStale([join(app, 'resources/app.asar')], sources)) return app;
  const runtime = join(folder, 'runtime');
  rmSync(folder, { recursive: true, force: true });
  writeStandInRuntime(runtime);
  await build({
    projectDir: inRepository(),
    targets: Platform.LINUX.createTarget('dir', Arch.x64),
    config: { electronDist: runtime, directories: { output: folder } },
  });
  return app;
}
