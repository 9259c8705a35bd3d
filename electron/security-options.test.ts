import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const here = import.meta.dirname;
const sources = readdirSync(here).filter((name) => /^[\w-]+\.ts$/.test(name) && !name.includes('.test'));

describe('the desktop shell', () => {
  it('switches on nothing that Electron warns of', () => {
    expect(sources.length).toBeGreaterThan(15);
    const risky =
      /\b(experimentalFeatures|enableBlinkFeatures|allowpopups|allowRunningInsecureContent: true|webSecurity: false|webviewTag: true|nodeIntegration\w*: true|contextIsolation: false|sandbox: false|appendSwitch|loadFile|file:\/\/)/;
    for (const name of sources) expect(readFileSync(join(here, name), 'utf8'), name).not.toMatch(risky);
  });
});

describe('Electron', () => {
  it('is a current version, pinned exactly', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(here, '../package.json'), 'utf8'));
    expect(devDependencies.electron).toMatch(/^45\.\d+\.\d+$/);
  });
});

describe('Windows', () => {
  it('knows the app by the name that its shortcuts have', () => {
    const [, appId = ''] =
      /^appId: (\S+)$/m.exec(readFileSync(join(here, '../electron-builder.yml'), 'utf8')) ?? [];
    expect(appId).toMatch(/^[\w.-]+$/);
    const main = readFileSync(join(here, 'main.ts'), 'utf8');
    expect(main).toContain(`if (process.platform === 'win32') app.setAppUserModelId('${appId}');`);
  });
});
