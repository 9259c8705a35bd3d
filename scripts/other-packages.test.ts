import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRawHeader } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Arch, build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireBuild } from './build.ts';
import { packConfig } from './pack-config.ts';
import { inRepository } from './root.ts';
import { writeStandInRuntime } from './stand-in-runtime.test-helper.ts';

const { NtExecutable, NtExecutableResource, Resource } = createRequire(
  createRequire(import.meta.url).resolve('app-builder-lib'),
)('resedit');
const folder = mkdtempSync(join(tmpdir(), 'other-packages-'));
const release = { RELEASE_REPOSITORY: 'owner/name' };

/** The app as a folder for another system, as far as it can be packed here: nothing is signed, and no installer made. */
async function pack(platform: Platform, name: NodeJS.Platform): Promise<string> {
  requireBuild();
  writeStandInRuntime(join(folder, name), name);
  const targets = platform.createTarget('dir', Arch.arm64);
  await build({
    projectDir: inRepository(),
    targets,
    publish: 'never',
    config: {
      ...packConfig(release, name),
      // By a program of macOS's alone.
      electronFuses: { resetAdHocDarwinSignature: false },
      electronDist: join(folder, name),
      directories: { output: join(folder, `dist-${name}`) },
    },
  });
  return join(folder, `dist-${name}`);
}
const licences = [
  'LICENSE.session-playground.txt',
  'third-party-notices.page.txt',
  'third-party-notices.txt',
];
const [DISABLE, ENABLE] = Buffer.from('01');
const hashOf = async (asar: string): Promise<string> => {
  const { headerString } = getRawHeader(asar);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(headerString));
  return Buffer.from(digest).toString('hex');
};

afterAll(() => rmSync(folder, { recursive: true }));

/** Elsewhere electron-builder would sign, or refuse. */
const describeHere = describe.skipIf(process.platform !== 'linux');

describeHere('the app for Windows', () => {
  let app = '';
  beforeAll(async () => {
    app = join(await pack(Platform.WINDOWS, 'win32'), 'win-arm64-unpacked');
  }, 180_000);
  const executable = () => join(app, 'Session Playground.exe');

  it('has its name, its icon and every licence', () => {
    const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(executable())));
    const [version] = Resource.VersionInfo.fromEntries(entries);
    const [language] = version.getAllLanguagesForStringValues();
    expect(version.getStringValues(language)).toMatchObject({
      ProductName: 'Session Playground',
      FileDescription: 'Session Playground',
      CompanyName: 'The Session Playground authors',
      LegalCopyright: expect.stringContaining('MIT'),
    });
    const [group] = Resource.IconGroupEntry.fromEntries(entries);
    const widths = group.icons.map(({ width }: { width: number }) => width || 256);
    expect(widths).toEqual(expect.arrayContaining([16, 32, 48, 256]));
    expect(readdirSync(join(app, 'resources'))).toEqual(
      ['app.asar', 'app.asar.unpacked', ...licences].sort(),
    );
  });

  it('holds its archive to its hash, by fuse', async () => {
    const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(executable())));
    const { bin } = entries.find(({ type }: { type: unknown }) => type === 'INTEGRITY');
    const value = await hashOf(join(app, 'resources/app.asar'));
    expect(JSON.parse(Buffer.from(bin).toString())).toEqual([
      { file: 'resources\\app.asar', alg: 'SHA256', value },
    ]);
    expect(await getCurrentFuseWire(executable())).toMatchObject({
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: ENABLE,
      [FuseV1Options.RunAsNode]: DISABLE,
    });
  });
});

describeHere('the app for macOS', () => {
  let contents = '';
  beforeAll(async () => {
    contents = join(await pack(Platform.MAC, 'darwin'), 'mac-arm64/Session Playground.app/Contents');
  }, 180_000);

  it('opens its own files, and holds its archive to its hash', async () => {
    const plist = readFileSync(join(contents, 'Info.plist'), 'utf8').replace(/\s+/g, '');
    const has = (key: string, value: string) => expect(plist).toContain(`<key>${key}</key>${value}`);
    has('CFBundleIdentifier', '<string>org.session-playground.app</string>');
    has('CFBundleTypeExtensions', '<array><string>sessionlab</string></array>');
    has('LSHandlerRank', '<string>Owner</string>');
    has('hash', `<string>${await hashOf(join(contents, 'Resources/app.asar'))}</string>`);
    const framework = join(contents, 'Frameworks/Electron Framework.framework/Electron Framework');
    expect(readFileSync(framework)).toHaveLength(42);
    expect(await getCurrentFuseWire(join(contents, '..'))).toMatchObject({
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ENABLE,
    });
  });

  it('has its icon and every licence', () => {
    expect(readdirSync(join(contents, 'Resources'))).toEqual(
      expect.arrayContaining(['icon.icns', ...licences]),
    );
    expect(readFileSync(join(contents, 'Resources/icon.icns'))).toEqual(
      readFileSync(inRepository('resources/icon.icns')),
    );
  });
});
