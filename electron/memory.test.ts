import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemory, createPageMemory, maxPageBytes } from './memory.ts';

let folder = '';
const file = (): string => join(folder, 'deep', 'window.json');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'memory-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('what the window remembers', () => {
  it('is there at the next start', async () => {
    await createMemory(file()).write({ bounds: { x: 1, y: 2, width: 1000, height: 700 }, theme: 'dark' });
    await createMemory(file()).write({ recent: ['/a.sessionlab'] });
    expect(createMemory(file()).read()).toEqual({
      bounds: { x: 1, y: 2, width: 1000, height: 700 },
      isMaximized: false,
      theme: 'dark',
      recent: ['/a.sessionlab'],
      looksForUpdates: true,
      lookedAt: 0,
    });
  });

  it('is nothing at the first start', () => {
    expect(createMemory(file()).read()).toEqual({
      bounds: null,
      isMaximized: false,
      theme: 'system',
      recent: [],
      looksForUpdates: true,
      lookedAt: 0,
    });
  });

  it('is forgotten where the file is damaged, and only there', async () => {
    await createMemory(file()).write({ theme: 'dark' });
    writeFileSync(file(), '{"theme":"dark","bounds":"large","recent":7}');
    expect(createMemory(file()).read()).toMatchObject({ theme: 'dark', bounds: null, recent: [] });
    for (const damaged of ['{"the', '[]', 'null', '7']) {
      writeFileSync(file(), damaged);
      expect(createMemory(file()).read().theme).toBe('system');
    }
  });

  it('is saved whole, in the order in which it was said, through a link as well', async () => {
    mkdirSync(join(folder, 'deep'));
    const elsewhere = join(folder, 'elsewhere.json');
    writeFileSync(elsewhere, '{}');
    symlinkSync(elsewhere, file());
    const memory = createMemory(file());
    await Promise.all([
      memory.write({ lookedAt: 1 }),
      memory.write({ lookedAt: 2 }),
      memory.write({ theme: 'light' }),
    ]);
    expect(createMemory(elsewhere).read()).toMatchObject({ lookedAt: 2, theme: 'light' });
    expect(lstatSync(file()).isSymbolicLink()).toBe(true);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['window.json']);
  });

  it.skipIf(process.platform === 'win32')('is not waited for where the file is a pipe', async () => {
    mkdirSync(join(folder, 'deep'));
    execFileSync('mkfifo', [file()]);
    const memory = createMemory(file());
    await memory.write({ theme: 'dark' });
    expect(memory.read().theme).toBe('dark');
  });

  it('lasts as long as the window where it cannot be saved, and nothing else fails for it', async () => {
    writeFileSync(join(folder, 'deep'), 'a file');
    const memory = createMemory(file());
    await memory.write({ theme: 'dark' });
    expect(memory.read().theme).toBe('dark');
  });
});

describe('what the page keeps', () => {
  it('is there at the next start, whatever the port; the last word counts', async () => {
    const memory = createPageMemory(file());
    await Promise.all(['a', 'b', 'c'].map((text) => memory.write({ draft: text })));
    await memory.write({ window: '{}' });
    expect(createPageMemory(file()).read()).toEqual({ draft: 'c', window: '{}' });
  });

  it('has a bound, whatever the names: what goes past it is refused, and what was there stays', async () => {
    const memory = createPageMemory(file());
    const text = 'ä'.repeat(maxPageBytes / 16);
    for (const name of 'abcdef') await memory.write({ [name]: text });
    for (const name of 'ghijklm') await memory.write({ [name]: text }).catch(() => {});
    await expect(memory.write({ n: text })).rejects.toThrow(/no room/);
    await memory.write({ f: 'small' });
    expect(createPageMemory(file()).read()).toMatchObject({ a: text, f: 'small' });
    expect(statSync(file()).size).toBeLessThanOrEqual(maxPageBytes);
    writeFileSync(file(), JSON.stringify({ window: 'x'.repeat(maxPageBytes) }));
    expect(createPageMemory(file()).read()).toEqual({});
  });

  it('is nothing where the file is damaged', () => {
    mkdirSync(join(folder, 'deep'));
    writeFileSync(file(), '{"window":7}');
    expect(createPageMemory(file()).read()).toEqual({});
  });
});
