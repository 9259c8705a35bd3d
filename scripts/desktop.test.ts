import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findRuntime, whyNoWindow } from './desktop.ts';

describe('whether a window can be opened', () => {
  it('can be on a desktop', () => {
    expect(whyNoWindow({ platform: 'linux', env: { DISPLAY: ':0' }, isRoot: false })).toBeNull();
    expect(
      whyNoWindow({ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' }, isRoot: false }),
    ).toBeNull();
    expect(whyNoWindow({ platform: 'darwin', env: {}, isRoot: false })).toBeNull();
  });

  it('cannot be without a display on Linux', () => {
    expect(whyNoWindow({ platform: 'linux', env: {}, isRoot: false })).toMatch(/no display/);
  });

  it('cannot be as root on Linux, because the sandbox is never switched off', () => {
    expect(whyNoWindow({ platform: 'linux', env: { DISPLAY: ':0' }, isRoot: true })).toMatch(/sandbox.*root/);
  });
});

describe("Electron's runtime", () => {
  it('is taken from the folder that Electron itself would take', () => {
    const folder = mkdtempSync(join(tmpdir(), 'runtime-'));
    const env = { ELECTRON_OVERRIDE_DIST_PATH: folder };
    expect(findRuntime(env)).toBeNull();
    writeFileSync(join(folder, 'electron'), '#!/bin/sh\n');
    chmodSync(join(folder, 'electron'), 0o755);
    expect(findRuntime(env)).toBe(join(folder, 'electron'));
    rmSync(folder, { recursive: true });
  });
});
