import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { packedApp } from './packed-app.test-helper.ts';
import { inRepository } from './root.ts';
import { writeStandInFpm } from './stand-in-fpm.test-helper.ts';

const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;
const folder = mkdtempSync(join(tmpdir(), 'desktop-deb-'));
const root = join(folder, 'root');
const installed = (...path: string[]): string => join(root, ...path);
const app = 'opt/Session Playground';
const desktopFile = (): string => installed('usr/share/applications/session-playground.desktop');
let deb = '';

/** dpkg is Debian's; elsewhere there is nothing to install a deb with. */
describe.skipIf(!has('dpkg-deb'))('the deb, unpacked into a root of its own', () => {
  beforeAll(async () => {
    const prepackaged = await packedApp();
    vi.stubEnv('CUSTOM_FPM_PATH', writeStandInFpm(folder));
    const files = await build({
      projectDir: inRepository(),
      prepackaged,
      publish: 'never',
      targets: Platform.LINUX.createTarget('deb', Arch.x64),
      config: { directories: { output: folder } },
    }).finally(() => vi.unstubAllEnvs());
    deb = files.find((file) => file.endsWith('.deb')) ?? '';
    mkdirSync(root);
    execFileSync('dpkg-deb', ['--extract', deb, root]);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  const field = (name: string): string => execFileSync('dpkg-deb', ['--field', deb, name]).toString().trim();

  it('is named by version, system and architecture, and says truly what it is', () => {
    const { version } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8'));
    expect(deb).toMatch(new RegExp(`session-playground-${version}-linux-amd64\\.deb$`));
    expect(field('Package')).toBe('session-playground');
    expect(field('Version')).toBe(version);
    expect(field('Maintainer')).toBe('The Session Playground authors <session-playground@localhost>');
    expect(field('Description')).toMatch(/^See what express-session does, and why\n/);
    expect(field('Depends')).toMatch(/libnss3/);
  });

  it('has the app, its archive and every licence', () => {
    for (const file of [
      'session-playground',
      'LICENSE.electron.txt',
      'LICENSES.chromium.html',
      'resources/app.asar',
      'resources/LICENSE.session-playground.txt',
      'resources/third-party-notices.txt',
      'resources/apparmor-profile',
    ])
      expect(existsSync(installed(app, file)), file).toBe(true);
  });

  it('has a desktop file that opens its own files, by the name that windows give', () => {
    const text = readFileSync(desktopFile(), 'utf8');
    expect(text).toMatch(/^Exec="\/opt\/Session Playground\/session-playground" %U$/m);
    expect(text).toMatch(/^StartupWMClass=session-playground$/m);
    expect(text).toMatch(/^MimeType=application\/vnd\.session-playground\+json;$/m);
  });

  it.skipIf(!has('desktop-file-validate'))('has a desktop file that the freedesktop validator takes', () => {
    const { status, stdout } = spawnSync('desktop-file-validate', [desktopFile()], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, '']);
  });

  it('tells the system of .sessionlab, and has an icon of each size', () => {
    const mime = readFileSync(installed('usr/share/mime/packages/session-playground.xml'), 'utf8');
    expect(mime).toContain('type="application/vnd.session-playground+json"');
    expect(mime).toContain('pattern="*.sessionlab"');
    for (const size of ['16x16', '48x48', '256x256', '512x512']) {
      const icon = installed(`usr/share/icons/hicolor/${size}/apps/session-playground.png`);
      expect(readFileSync(icon).readUInt32BE(16)).toBe(Number.parseInt(size, 10));
    }
  });

  it('allows the sandbox its namespaces, and never switches it off', () => {
    expect(readFileSync(installed(app, 'resources/apparmor-profile'), 'utf8')).toMatch(/userns,/);
    expect(
      readFileSync(installed('usr/share/applications/session-playground.desktop'), 'utf8'),
    ).not.toContain('no-sandbox');
    // Around a runtime of nothing: what is ours weighs this much.
    expect(statSync(deb).size / 1024 / 1024).toBeLessThan(14);
  });
});
