import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemory } from './memory.ts';

let folder = '';
const file = (): string => join(folder, 'deep', 'window.json');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'memory-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('what the window remembers', () => {
  it('is there at the next start', async () => {
    await createMemory(file()).write({ bounds: { x: 1, y: 2, width: 1000, height: 700 }, theme: 'dark' });
    await createMemory(file()).write({ port: 4173 });
    expect(createMemory(file()).read()).toEqual({
      bounds: { x: 1, y: 2, width: 1000, height: 700 },
      isMaximized: false,
      theme: 'dark',
      port: 4173,
    });
  });

  it('is nothing at the first start', () => {
    expect(createMemory(file()).read()).toEqual({
      bounds: null,
      isMaximized: false,
      theme: 'system',
      port: 0,
    });
  });

  it('is forgotten where the file is damaged, and only there', async () => {
    await createMemory(file()).write({ theme: 'dark' });
    writeFileSync(file(), '{"theme":"dark","bounds":"large","port":99999}');
    expect(createMemory(file()).read()).toMatchObject({ theme: 'dark', bounds: null, port: 0 });
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
      memory.write({ port: 1 }),
      memory.write({ port: 2 }),
      memory.write({ theme: 'light' }),
    ]);
    expect(createMemory(elsewhere).read()).toMatchObject({ port: 2, theme: 'light' });
    expect(lstatSync(file()).isSymbolicLink()).toBe(true);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['window.json']);
  });

  it('lasts as long as the window where it cannot be saved, and nothing else fails for it', async () => {
    writeFileSync(join(folder, 'deep'), 'a file');
    const memory = createMemory(file());
    await memory.write({ theme: 'dark' });
    expect(memory.read().theme).toBe('dark');
  });
});
