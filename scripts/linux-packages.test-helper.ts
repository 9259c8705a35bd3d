import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { packConfig } from './pack-config.ts';
import { withModes } from './pack-modes.ts';
import { packedApp } from './packed-app.test-helper.ts';
import { inRepository } from './root.ts';
import { writeStandInFpm } from './stand-in-fpm.test-helper.ts';

/** Bytes before an AppImage's files: where the runtime is that mounts them. */
export const appImageRuntime = '#!/bin/sh\n# Stands for the runtime.\n';

const find = (program: string): string => {
  const { stdout } = spawnSync('which', [program], { encoding: 'utf8' });
  return stdout?.trim() ?? '';
};
export const has = (...programs: string[]): boolean => programs.every((program) => find(program) !== '');

/** What electron-builder would fetch, in its place what the system has. */
function writeTools(folder: string): Record<string, string> {
  const seven = join(folder, '7za');
  writeFileSync(
    seven,
    '#!/bin/sh\nfor last; do out=$file; file=$last; done\nexec gzip -1 -c "$file" >"$out"\n',
  );
  chmodSync(seven, 0o755);
  const tools = join(folder, 'appimage');
  for (const arch of ['x64', 'arm64']) mkdirSync(join(tools, 'lib', arch), { recursive: true });
  mkdirSync(join(tools, 'runtimes'));
  for (const arch of ['x64', 'arm64'])
    writeFileSync(join(tools, `runtimes/runtime-${arch}`), appImageRuntime);
  // The second is looked for, and never called.
  symlinkSync(find('mksquashfs') || '/bin/false', join(tools, 'mksquashfs'));
  symlinkSync('/bin/false', join(tools, 'desktop-file-validate'));
  return {
    CUSTOM_FPM_PATH: writeStandInFpm(folder),
    ELECTRON_BUILDER_7ZIP_PATH: seven,
    APPIMAGE_TOOLS_PATH: tools,
  };
}

export type LinuxPackages = { folder: string; files: readonly string[]; remove(): void };

/** Every package for Linux that this machine has the programs for, of both architectures, as a release makes them. */
export async function linuxPackages(): Promise<LinuxPackages> {
  const app = await packedApp();
  const folder = mkdtempSync(join(tmpdir(), 'linux-packages-'));
  const output = join(folder, 'dist');
  const tools = writeTools(folder);
  const targets = [
    'tar.gz',
    ...(has('mksquashfs') ? ['AppImage'] : []),
    ...(has('dpkg-deb') ? ['deb'] : []),
    ...(has('rpmbuild') ? ['rpm'] : []),
  ];
  const before = Object.keys(tools).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, tools);
  // As who shares files with a group has them: checked out, and written.
  const umask = process.umask(0o002);
  chmodSync(inRepository('resources/linux/copyright'), 0o664);
  try {
    const files: string[] = [];
    for (const arch of [Arch.x64, Arch.arm64]) {
      // Packing writes into it which kind of package it is in.
      const prepackaged = join(folder, Arch[arch]);
      cpSync(app, prepackaged, { recursive: true });
      const made = await withModes(() =>
        build({
          projectDir: inRepository(),
          prepackaged,
          publish: 'never',
          targets: Platform.LINUX.createTarget(targets, arch),
          config: {
            ...packConfig({ RELEASE_REPOSITORY: 'owner/name' }, 'linux'),
            directories: { output },
          },
        }),
      );
      files.push(...made.map((file) => basename(file)));
    }
    return { folder: output, files: files.sort(), remove: () => rmSync(folder, { recursive: true }) };
  } finally {
    process.umask(umask);
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
