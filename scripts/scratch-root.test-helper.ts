import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the packages' own scripts call. */
const programs = ['bash', 'rm', 'ln', 'chmod', 'readlink', 'update-alternatives', 'update-mime-database'];
const folders = [
  ...['usr/bin', 'etc/alternatives', 'etc/apparmor.d', 'usr/share/mime/packages', 'tmp', 'dev'],
  ...['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'var/lib/dpkg/triggers', 'var/lib/dpkg/alternatives'],
  ...['var/log', 'var/lib/rpm'],
];

/** Lays a small system below a folder, into which dpkg and rpm install for real, their scripts in it as their root. */
export function writeScratchRoot(root: string): void {
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
  for (const folder of ['bin', 'sbin', 'lib', 'lib64'])
    if (!existsSync(join(root, folder))) {
      mkdirSync(join(root, 'usr', folder), { recursive: true });
      symlinkSync(`usr/${folder}`, join(root, folder));
    }
  const copy = (path: string): void => {
    const to = join(root, path);
    mkdirSync(dirname(to), { recursive: true });
    if (!existsSync(to)) copyFileSync(path, to);
  };
  for (const program of programs) {
    const { stdout } = spawnSync('which', [program], { encoding: 'utf8' });
    if (stdout.trim() === '') continue;
    copy(stdout.trim());
    const libraries = execFileSync('ldd', [stdout.trim()]).toString();
    for (const [, library = ''] of libraries.matchAll(/(\/\S+\.so\S*)/g)) copy(library);
  }
  symlinkSync('bash', join(root, 'usr/bin/sh'));
  writeFileSync(join(root, 'dev/null'), '');
  writeFileSync(join(root, 'var/lib/dpkg/status'), '');
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/:/bin/sh\n');
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\n');
}
