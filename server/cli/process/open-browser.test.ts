import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { until } from '../../eventually.test-helper.ts';
import { firstLine } from '../spawn-cli.test-helper.ts';
import { openerFor } from './open-browser.ts';

const file = '/home/me/.cache/session-playground/open/1.html';

describe('opening the default browser', () => {
  it('needs a display on Linux', () => {
    expect(openerFor(file, 'linux', {})).toBeNull();
    expect(openerFor(file, 'linux', { DISPLAY: '' })).toBeNull();
    expect(openerFor(file, 'linux', { DISPLAY: ':0' })).toEqual({ command: 'xdg-open', args: [file] });
    expect(openerFor(file, 'linux', { WAYLAND_DISPLAY: 'wayland-0' })?.command).toBe('xdg-open');
  });

  it('hands the file over as one argument, to no shell', () => {
    for (const platform of ['darwin', 'win32'] as const) {
      expect(openerFor(file, platform, {})?.args.at(-1)).toBe(file);
      expect(openerFor(file, platform, {})?.command).not.toMatch(/cmd|sh/);
    }
  });
});

it.skipIf(process.platform !== 'linux')(
  'the token is in nothing that others can see, and in a file of the user’s own no longer than needed',
  { timeout: 60_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'session-playground-open-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const given = join(folder, 'given');
    const opener = join(folder, 'xdg-open');
    writeFileSync(opener, `#!/bin/sh\nprintf '%s' "$*" > "${given}.new"; mv "${given}.new" "${given}"\n`);
    chmodSync(opener, 0o755);
    const env = { PATH: `${folder}:${process.env['PATH']}`, HOME: folder, DISPLAY: ':0' };
    const entry = join(import.meta.dirname, '../../cli.ts');
    const child = spawn(process.execPath, [entry, 'serve', '--json'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void child.kill());
    const { url } = JSON.parse((await firstLine(child)) ?? '');
    await until(() => existsSync(given));
    const path = readFileSync(given, 'utf8');
    expect(path).not.toContain(new URL(url).hash.slice('#token='.length));
    expect(readFileSync(path, 'utf8')).toContain(`content="0; url=${url}"`);
    expect([statSync(path).mode & 0o777, statSync(join(path, '..')).mode & 0o077]).toEqual([0o600, 0]);
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(existsSync(path)).toBe(false);
  },
);
