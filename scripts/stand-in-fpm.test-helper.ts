import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Writes a program that does of fpm what electron-builder asks for a deb or rpm, by dpkg-deb or rpmbuild; its path. */
export function writeStandInFpm(folder: string): string {
  const path = join(folder, 'fpm');
  const self = [process.execPath, fileURLToPath(import.meta.url), folder].map((one) => `"${one}"`).join(' ');
  writeFileSync(path, `#!/bin/sh\nexec ${self} "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

type Asked = { get: (option: string) => string; depends: string[]; recommends: string[]; root: string };

/** Lays the files below a root of their own, each as `from=to` says. */
function read(folder: string, args: readonly string[]): Asked {
  const options = new Map<string, string[]>();
  const root = mkdtempSync(join(folder, 'root-'));
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const [, from = '', to = ''] = /^([^-=][^=]*)=(\/.+)$/.exec(arg) ?? [];
    if (from !== '') {
      mkdirSync(dirname(join(root, to)), { recursive: true });
      cpSync(from, join(root, to), { recursive: true });
    } else if (arg !== '--force') {
      at += 1;
      options.set(arg, [...(options.get(arg) ?? []), args[at] ?? '']);
    }
  }
  const all = (option: string) => options.get(option) ?? [];
  return {
    get: (option) => all(option)[0] ?? '',
    depends: all('-d'),
    recommends: all('--deb-recommends'),
    root,
  };
}

const build = (program: string, args: string[]): void => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) process.stderr.write(`${program} ended with ${status}\n${stdout}${stderr}`);
  process.exitCode = status ?? 1;
};

function makeDeb({ get, depends, recommends, root }: Asked): void {
  const bytes = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).length);
  const control = {
    Package: get('--name'),
    Version: get('--version'),
    Architecture: get('--architecture'),
    Maintainer: get('--maintainer'),
    'Installed-Size': String(Math.ceil(bytes.reduce((sum, one) => sum + one, 0) / 1024)),
    Depends: depends.join(', '),
    Recommends: recommends.join(', '),
    Section: get('--category') || 'default',
    Priority: get('--deb-priority'),
    Homepage: get('--url'),
    Description: get('--description'),
  };
  mkdirSync(join(root, 'DEBIAN'));
  const lines = Object.entries(control).map(([name, value]) => `${name}: ${value.replace(/\n/g, '\n ')}`);
  writeFileSync(join(root, 'DEBIAN/control'), `${lines.join('\n')}\n`);
  for (const [script, option] of [
    ['postinst', '--after-install'],
    ['postrm', '--after-remove'],
  ] as const) {
    cpSync(get(option), join(root, 'DEBIAN', script));
    chmodSync(join(root, 'DEBIAN', script), 0o755);
  }
  const log = `${get('--name')} (${get('--version')}) whatever; urgency=medium\n\n  * Package created with FPM.`;
  const signed = ` -- ${get('--maintainer')}  Thu, 01 Jan 2026 00:00:00 +0000\n`;
  const doc = join(root, 'usr/share/doc', get('--name'));
  mkdirSync(doc, { recursive: true });
  writeFileSync(join(doc, 'changelog.gz'), gzipSync(`${log}\n\n${signed}`, { level: 9 }));
  build('dpkg-deb', ['--root-owner-group', '-Zxz', '-z0', '--build', root, get('--package')]);
}

function makeRpm({ get, depends, root }: Asked): void {
  const top = mkdtempSync(`${root}-rpm-`);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = `/${join(entry.parentPath, entry.name).slice(root.length + 1)}`;
    // Folders of the system are not the package's own.
    if (!entry.isDirectory()) return [`"${path}"`];
    return path.startsWith('/opt/') ? [`%dir "${path}"`] : [];
  });
  const spec = [
    `Name: ${get('--name')}`,
    `Version: ${get('--version')}`,
    'Release: 1',
    `Summary: ${get('--rpm-summary')}`,
    `License: ${get('--license')}`,
    `Vendor: ${get('--vendor')}`,
    `URL: ${get('--url')}`,
    `Packager: ${get('--maintainer')}`,
    `Group: ${get('--category') || 'default'}`,
    'AutoReqProv: no',
    ...depends.map((name) => `Requires: ${name}`),
    '%define _build_id_links none',
    '%define __os_install_post %{nil}',
    '%define _binary_payload w1.gzdio',
    `%description\n${get('--description')}`,
    `%post\n${readFileSync(get('--after-install'), 'utf8')}`,
    `%postun\n${readFileSync(get('--after-remove'), 'utf8')}`,
    `%changelog\n* Thu Jan 01 2026 ${get('--maintainer')} - ${get('--version')}-1\n- Package created with FPM`,
    `%files\n%defattr(-,root,root,-)\n${files.join('\n')}`,
  ];
  writeFileSync(join(top, 'package.spec'), `${spec.join('\n')}\n`);
  // fpm's own words for them.
  const arch = get('--architecture').replace('amd64', 'x86_64');
  const target = ['--target', `${arch}-unknown-linux`, '--buildroot', root];
  const into = ['--define', `_topdir ${top}`, '--define', `_rpmdir ${top}`];
  build('rpmbuild', ['-bb', ...target, ...into, join(top, 'package.spec')]);
  const made = readdirSync(top, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.rpm'));
  if (made !== undefined) cpSync(join(top, made), get('--package'));
}

if (import.meta.main) {
  const [, , folder = '', ...args] = process.argv;
  const asked = read(folder, args);
  if (asked.get('-t') === 'rpm') makeRpm(asked);
  else makeDeb(asked);
}
