import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appImageRuntime, has, type LinuxPackages, linuxPackages } from './linux-packages.test-helper.ts';
import { itAsRoot, itWith, leaveOut } from './linux-packages-left-out.test-helper.ts';
import { packedApp } from './packed-app.test-helper.ts';
import { inRepository } from './root.ts';
import { writeScratchRoot } from './scratch-root.test-helper.ts';

const { load } = createRequire(createRequire(import.meta.url).resolve('electron-updater'))('js-yaml');
const { version } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8'));
const root = mkdtempSync(join(tmpdir(), 'unpacked-'));
const name = (ending: string): string => `session-playground-${version}-linux-${ending}`;
const app = 'opt/Session Playground';

/** How each kind is opened, where its app then is, and what it has of its own beside that. */
const all = [
  {
    kind: 'tar.gz',
    needs: ['tar'],
    open: (file: string, to: string) => execFileSync('tar', ['-xzf', file, '-C', to]),
    list: ['tar', '-tvzf'],
    app: name('x64'),
    own: [],
  },
  {
    kind: 'AppImage',
    needs: ['mksquashfs', 'unsquashfs'],
    open: (file: string, to: string) =>
      execFileSync('unsquashfs', ['-q', '-n', '-f', '-o', String(appImageRuntime.length), '-d', to, file]),
    list: ['unsquashfs', '-lls', '-o', String(appImageRuntime.length)],
    app: '.',
    own: ['resources/app-update.yml'],
  },
  {
    kind: 'deb',
    needs: ['dpkg-deb'],
    open: (file: string, to: string) => execFileSync('dpkg-deb', ['--extract', file, to]),
    list: ['dpkg-deb', '--contents'],
    app,
    own: ['resources/app-update.yml', 'resources/apparmor-profile', 'resources/package-type'],
  },
  {
    kind: 'rpm',
    needs: ['rpmbuild', 'rpm2cpio', 'cpio'],
    open: (file: string, to: string) =>
      execFileSync('sh', ['-c', 'rpm2cpio "$1" | cpio -id --quiet', 'sh', file], { cwd: to }),
    list: ['rpm', '-qplv'],
    app,
    own: ['resources/app-update.yml', 'resources/apparmor-profile', 'resources/package-type'],
  },
];
const missing = all.filter(({ needs }) => !has(...needs));
const kinds = all.filter(({ needs }) => has(...needs));
const kindNames = kinds.map(({ kind }) => kind);
const having = (kind: string) => kindNames.includes(kind);
const endings: Record<string, string[]> = {
  'tar.gz': ['x64.tar.gz', 'arm64.tar.gz'],
  AppImage: ['x86_64.AppImage', 'arm64.AppImage'],
  deb: ['amd64.deb', 'arm64.deb'],
  rpm: ['x86_64.rpm', 'aarch64.rpm'],
};

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

/** Where the command leads that an installed package puts into a system; null where there is none. */
function commandOf(system: string): string | null {
  const link = (path: string) => readlinkSync(join(system, path));
  const isThere = readdirSync(join(system, 'usr/bin')).includes('session-playground');
  return isThere ? link(link('usr/bin/session-playground')) : null;
}

/** Lintian takes four seconds of a processor's time, on a loaded machine thirty of a clock's. */
describe.skipIf(process.platform !== 'linux')('packages for Linux', { timeout: 180_000 }, () => {
  let packages: LinuxPackages = { folder: '', files: [], remove: () => {} };
  let packed: string[] = [];
  const fileOf = (ending: string): string => join(packages.folder, name(ending));
  const opened = (kind: string, ...path: string[]): string => join(root, kind, ...path);
  const desktopFile = (kind: string): string =>
    opened(kind, kind === 'AppImage' ? '.' : 'usr/share/applications', 'session-playground.desktop');
  const read = (kind: string, ...path: string[]): string => readFileSync(opened(kind, ...path), 'utf8');

  beforeAll(async () => {
    packed = filesIn(await packedApp());
    packages = await linuxPackages();
    for (const { kind, open } of kinds) {
      mkdirSync(opened(kind));
      open(fileOf(endings[kind]?.[0] ?? ''), opened(kind));
    }
  }, 300_000);
  afterAll(() => {
    packages.remove();
    rmSync(root, { recursive: true });
  });

  it.for(missing)('are made here: $kind', ({ kind, needs }, { skip }) =>
    leaveOut(skip, `as ${kind}`, `there is one of ${needs.join(', ')} missing`),
  );

  it('are of both architectures, and named by version, system and architecture', () => {
    expect(packages.files).toEqual(kindNames.flatMap((kind) => (endings[kind] ?? []).map(name)).sort());
  });

  it('stand in the feed that installed copies ask, each with what it must be', () => {
    for (const [at, feed] of ['latest-linux.yml', 'latest-linux-arm64.yml'].entries()) {
      const told = load(readFileSync(join(packages.folder, feed), 'utf8'));
      const renewed = kindNames.filter((kind) => kind !== 'tar.gz');
      const expected = renewed.map((kind) => {
        const file = fileOf(endings[kind]?.[at] ?? '');
        const sha512 = createHash('sha512').update(readFileSync(file)).digest('base64');
        return { url: name(endings[kind]?.[at] ?? ''), sha512, size: statSync(file).size };
      });
      expect(told).toMatchObject({
        version,
        files: expect.arrayContaining(expected.map((one) => expect.objectContaining(one))),
      });
      expect(told.files).toHaveLength(renewed.length);
    }
  });

  it.each(kinds)('hold the whole app, with every licence: $kind', ({ kind, app, own }) => {
    const inside = filesIn(opened(kind, app)).map((file) => file.replace(/^\.\//, ''));
    expect(packed.length).toBeGreaterThan(10);
    expect(inside).toEqual(expect.arrayContaining([...packed, ...own]));
    // The updater goes by it; in a package of another kind it would install the wrong one.
    const type = opened(kind, app, 'resources/package-type');
    expect(existsSync(type) ? readFileSync(type, 'utf8') : null).toBe(/deb|rpm/.test(kind) ? kind : null);
    expect(statSync(opened(kind, app, 'session-playground')).mode & 0o111).toBe(0o111);
    const megabytes = statSync(fileOf(endings[kind]?.[0] ?? '')).size / 1024 / 1024;
    // Around a runtime of nothing: what is ours weighs this much, packed or not.
    expect(megabytes).toBeLessThan(kind === 'deb' ? 14 : 5);
  });

  it.each(kinds)(
    'are written by nobody but their owner, whatever the packer’s umask: $kind',
    ({ kind, list }) => {
      const [program = '', ...args] = list;
      const told = execFileSync(program, [...args, fileOf(endings[kind]?.[0] ?? '')]).toString();
      const modes = told.split('\n').filter((line) => /^[-d][rwxst-]{9} /.test(line));
      expect(modes.length).toBeGreaterThan(packed.length);
      expect(modes.filter((line) => line[5] === 'w' || line[8] === 'w')).toEqual([]);
    },
  );

  it.each(kindNames.filter((kind) => kind !== 'tar.gz'))(
    'show the app on a desktop, and open its files: %s',
    (kind) => {
      const isImage = kind === 'AppImage';
      const text = readFileSync(desktopFile(kind), 'utf8');
      // Neither without the sandbox.
      expect(text).toMatch(
        isImage ? /^Exec=AppRun %U$/m : /^Exec="\/opt\/Session Playground\/session-playground" %U$/m,
      );
      expect(text).toMatch(/^StartupWMClass=session-playground$/m);
      expect(text).toMatch(/^MimeType=application\/vnd\.session-playground\+json;$/m);
      const mime = readFileSync(opened(kind, 'usr/share/mime/packages/session-playground.xml'), 'utf8');
      expect(mime).toContain('type="application/vnd.session-playground+json"');
      expect(mime).toContain('pattern="*.sessionlab"');
      for (const size of ['16x16', '48x48', '256x256', '512x512']) {
        const icon = opened(kind, `usr/share/icons/hicolor/${size}/apps/session-playground.png`);
        expect(readFileSync(icon).readUInt32BE(16)).toBe(Number.parseInt(size, 10));
      }
    },
  );

  itWith('desktop-file-validate')('have desktop files that are valid', () => {
    const files = kindNames.filter((kind) => kind !== 'tar.gz').map(desktopFile);
    const { status, stdout } = spawnSync('desktop-file-validate', files, { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, '']);
  });

  describe.skipIf(!having('deb'))('the deb', () => {
    const field = (ending: string, wanted: string): string =>
      execFileSync('dpkg-deb', ['--field', fileOf(ending), wanted])
        .toString()
        .trim();

    it('says truly what it is', () => {
      for (const ending of ['amd64', 'arm64']) expect(field(`${ending}.deb`, 'Architecture')).toBe(ending);
      expect(field('amd64.deb', 'Package')).toBe('session-playground');
      expect(field('amd64.deb', 'Version')).toBe(version);
      expect(field('amd64.deb', 'Section')).toBe('devel');
      expect(field('amd64.deb', 'Maintainer')).toBe(
        'The Session Playground authors <session-playground@localhost>',
      );
      expect(field('amd64.deb', 'Description')).toMatch(/^See what express-session does, and why\n/);
      for (const library of ['libnss3', 'libgbm1', 'libasound2 | libasound2t64'])
        expect(field('amd64.deb', 'Depends').split(', ')).toContain(library);
    });

    it('allows the sandbox its namespaces', () => {
      expect(read('deb', app, 'resources/apparmor-profile')).toMatch(/userns,/);
    });

    itWith('lintian')('is one that lintian takes', () => {
      const args = [
        '--profile',
        'debian',
        '--pedantic',
        '--tag-display-limit',
        '0',
        '--allow-root',
        fileOf('amd64.deb'),
      ];
      expect(spawnSync('lintian', args, { encoding: 'utf8' }).stdout).toBe('');
    });

    itAsRoot('is installed by dpkg, with its command and its file type, and removed again', () => {
      const system = opened('debian');
      writeScratchRoot(system);
      const dpkg = (...args: string[]) =>
        spawnSync('dpkg', [`--root=${system}`, '--force-depends', '--force-bad-path', ...args], {
          encoding: 'utf8',
        });
      expect(dpkg('--install', fileOf('amd64.deb'))).toMatchObject({ status: 0 });
      expect(dpkg('--list', 'session-playground').stdout).toMatch(/^ii {2}session-playground /m);
      expect(commandOf(system)).toBe('/opt/Session Playground/session-playground');
      // There are no namespaces in here: Chromium's other sandbox is allowed.
      expect(statSync(join(system, app, 'chrome-sandbox')).mode & 0o7777).toBe(0o4755);
      if (has('update-mime-database'))
        expect(readFileSync(join(system, 'usr/share/mime/globs2'), 'utf8')).toContain(':*.sessionlab');
      expect(dpkg('--purge', 'session-playground')).toMatchObject({ status: 0 });
      expect(commandOf(system)).toBeNull();
      expect(existsSync(join(system, 'opt'))).toBe(false);
    });
  });

  describe.skipIf(!having('rpm'))('the rpm', () => {
    it('says truly what it is', () => {
      const told = '%{NAME}|%{VERSION}|%{ARCH}|%{LICENSE}|%{VENDOR}|%{SUMMARY}';
      for (const arch of ['x86_64', 'aarch64'])
        expect(execFileSync('rpm', ['-qp', '--qf', told, fileOf(`${arch}.rpm`)]).toString()).toBe(
          `session-playground|${version}|${arch}|MIT|The Session Playground authors|See what express-session does, and why`,
        );
    });

    it('asks for what Electron is linked with, by the names of Fedora and openSUSE', () => {
      const asked = execFileSync('rpm', ['-qpR', fileOf('x86_64.rpm')])
        .toString()
        .split('\n');
      expect(asked).toEqual(
        expect.arrayContaining(['nss', '(alsa-lib or libasound2)', '(mesa-libgbm or libgbm1)']),
      );
    });

    itWith('rpmlint')('is one that rpmlint takes', () => {
      const args = ['-c', inRepository('resources/linux/rpmlint.toml'), fileOf('x86_64.rpm')];
      expect(spawnSync('rpmlint', args, { encoding: 'utf8' }).stdout).toContain('0 errors, 0 warnings');
    });

    itAsRoot('is installed, renewed and removed by rpm; its command lasts as long', () => {
      const system = opened('fedora');
      writeScratchRoot(system);
      // Debian's rpm wants to be told that this is no system of Debian's.
      const rpm = (...args: string[]) =>
        spawnSync('rpm', ['--root', system, '--force-debian', '--nodeps', ...args], { encoding: 'utf8' });
      expect(rpm('--install', fileOf('x86_64.rpm'))).toMatchObject({ status: 0 });
      expect(commandOf(system)).toBe('/opt/Session Playground/session-playground');
      expect(rpm('--upgrade', '--force', fileOf('x86_64.rpm'))).toMatchObject({ status: 0 });
      expect(commandOf(system)).toBe('/opt/Session Playground/session-playground');
      expect(rpm('--erase', 'session-playground')).toMatchObject({ status: 0 });
      expect(commandOf(system)).toBeNull();
      expect(filesIn(join(system, 'opt'))).toEqual([]);
    });
  });

  it.skipIf(!having('AppImage'))(
    'the AppImage begins with its runtime, and starts the app by its own script',
    () => {
      expect(readFileSync(fileOf('x86_64.AppImage'), 'utf8').startsWith(appImageRuntime)).toBe(true);
      expect(read('AppImage', 'AppRun')).toContain('BIN="$APPDIR/session-playground"');
      expect(readFileSync(opened('AppImage', '.DirIcon')).toString('latin1', 1, 4)).toBe('PNG');
    },
  );
});
