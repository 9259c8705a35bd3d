import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { dropEmptySecrets, packConfig } from './pack-config.ts';
import { inRepository } from './root.ts';

const { load } = createRequire(createRequire(import.meta.url).resolve('electron-updater'))('js-yaml');

describe('packing for macOS', () => {
  it('signs ad hoc without a certificate, so that it starts on Apple silicon', () => {
    expect(packConfig({}, 'darwin')).toMatchObject({
      mac: { identity: '-', hardenedRuntime: false, notarize: false },
      forceCodeSigning: false,
    });
  });

  it('hardens with a certificate, and has Apple know it where its secrets are', () => {
    const signed = packConfig({ CSC_LINK: 'base64' }, 'darwin');
    expect(signed).toMatchObject({ mac: { hardenedRuntime: true, notarize: false }, forceCodeSigning: true });
    expect(signed.mac).not.toHaveProperty('identity');
    const apple = { APPLE_API_KEY: 'k', APPLE_API_KEY_ID: 'i', APPLE_API_ISSUER: 'u' };
    expect(packConfig({ CSC_LINK: 'base64', ...apple }, 'darwin')).toMatchObject({ mac: { notarize: true } });
  });
});

describe('packing a release', () => {
  it('has no certificate where the secret is an empty text', () => {
    const env = { CSC_LINK: '', APPLE_API_KEY: '', WIN_CSC_LINK: 'base64', PATH: '' };
    dropEmptySecrets(env);
    expect(env).toEqual({ WIN_CSC_LINK: 'base64', PATH: '' });
  });

  it('takes no inspector, but where tests drive it', () => {
    expect(packConfig({}, 'linux')).not.toHaveProperty('electronFuses');
    expect(packConfig({ PACK_FOR_TESTS: '1' }, 'linux').electronFuses).toEqual({
      enableNodeCliInspectArguments: true,
    });
  });

  it('is never unsigned by mistake, where there is a certificate', () => {
    expect(packConfig({ WIN_CSC_LINK: 'base64' }, 'win32').forceCodeSigning).toBe(true);
    expect(packConfig({}, 'win32').forceCodeSigning).toBe(false);
    expect(packConfig({ CSC_LINK: 'base64' }, 'linux').forceCodeSigning).toBe(false);
  });

  it('says where updates are; a copy packed for oneself does not', () => {
    expect(packConfig({}, 'linux').publish).toBeNull();
    expect(packConfig({ RELEASE_REPOSITORY: 'owner/name' }, 'linux').publish).toEqual({
      provider: 'github',
      owner: 'owner',
      repo: 'name',
      releaseType: 'draft',
    });
  });

  it('is one for macOS that does not renew itself, where nobody has signed it', () => {
    const release = { RELEASE_REPOSITORY: 'owner/name' };
    expect(packConfig(release, 'darwin').publish).toBeNull();
    expect(packConfig({ ...release, CSC_LINK: 'base64' }, 'darwin').publish).toMatchObject({ repo: 'name' });
  });
});

describe('the installer for Windows', () => {
  const template = (name: string): string =>
    readFileSync(inRepository('node_modules/app-builder-lib/templates/nsis', name), 'utf8');

  it('is for one user, and asks neither for whom nor for an administrator', () => {
    const { nsis } = load(readFileSync(inRepository('electron-builder.yml'), 'utf8'));
    // An assisted one offers all users, with an administrator's password, unless its own script says for whom it is.
    expect(nsis).toMatchObject({ oneClick: false, perMachine: false });
    // electron-builder takes the file by its name.
    const script = readFileSync(inRepository('resources/installer.nsh'), 'utf8');
    expect(script).toMatch(
      /^!macro customInstallMode$[\s\S]*StrCpy \$isForceCurrentInstall "1"[\s\S]*^!macroend$/m,
    );
    const page = template('multiUserUi.nsh');
    expect(page).toContain('!insertmacro customInstallMode');
    expect(page).toMatch(/\$isForceCurrentInstall == "1"[^!]*!insertmacro setInstallModePerUser\s+Abort/);
    for (const [, name] of script.matchAll(/\$(has\w+)/g))
      expect(template('multiUser.nsh')).toContain(`Var ${name}`);
  });
});
