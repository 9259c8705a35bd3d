import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Writes a program that does of fpm what electron-builder asks for a deb, by dpkg-deb; its path. */
export function writeStandInFpm(folder: string): string {
  const path = join(folder, 'fpm');
  writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${fileURLToPath(import.meta.url)}" "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

function makeDeb(args: readonly string[]): void {
  const options = new Map<string, string>();
  const depends: string[] = [];
  const root = mkdtempSync(join(tmpdir(), 'deb-'));
  for (let at = 0; at < args.length; at += 1) {
    const [arg = '', value = ''] = [args[at], args[at + 1]];
    const [, from = '', to = ''] = /^(\/[^=]+)=(\/.+)$/.exec(arg) ?? [];
    if (from !== '') {
      mkdirSync(dirname(join(root, to)), { recursive: true });
      cpSync(from, join(root, to), { recursive: true });
    } else if (arg.startsWith('-') && arg !== '--force') {
      if (arg === '-d') depends.push(value);
      else options.set(arg, value);
      at += 1;
    }
  }
  const get = (name: string): string => options.get(name) ?? '';
  const control = {
    Package: get('--name'),
    Version: get('--version'),
    Architecture: get('--architecture'),
    Maintainer: get('--maintainer'),
    Depends: depends.join(', '),
    Section: get('--category') || 'devel',
    Homepage: get('--url'),
    Description: get('--description'),
  };
  mkdirSync(join(root, 'DEBIAN'));
  const lines = Object.entries(control).map(([name, value]) => `${name}: ${value}`);
  writeFileSync(join(root, 'DEBIAN/control'), `${lines.join('\n')}\n`);
  for (const [script, option] of [
    ['postinst', '--after-install'],
    ['postrm', '--after-remove'],
  ] as const) {
    cpSync(get(option), join(root, 'DEBIAN', script));
    chmodSync(join(root, 'DEBIAN', script), 0o755);
  }
  const { status } = spawnSync(
    'dpkg-deb',
    ['--root-owner-group', '-Znone', '--build', root, get('--package')],
    {
      stdio: 'inherit',
    },
  );
  process.exitCode = status ?? 1;
}

if (import.meta.main) makeDeb(process.argv.slice(2));
