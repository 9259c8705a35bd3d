import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findChromium } from './chromium.ts';

describe('the Chromium to test in', () => {
  it('is the one that CHROMIUM_PATH names, before any other', () => {
    expect(findChromium({ CHROMIUM_PATH: '/opt/my-chromium', PATH: '/usr/bin' })).toBe('/opt/my-chromium');
  });

  it('is an installed one, found on the PATH', () => {
    const folder = mkdtempSync(join(tmpdir(), 'chromium-'));
    const installed = join(folder, 'google-chrome');
    writeFileSync(installed, '#!/bin/sh\n');
    expect(findChromium({ PATH: folder })).not.toBe(installed);
    chmodSync(installed, 0o755);
    expect(findChromium({ PATH: folder })).toBe(installed);
    rmSync(folder, { recursive: true });
  });
});
