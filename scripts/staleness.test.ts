import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStale } from './staleness.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
const write = (name: string, seconds: number): void => {
  writeFileSync(at(name), name);
  utimesSync(at(name), seconds, seconds);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'staleness-'));
  mkdirSync(at('source/deep'), { recursive: true });
  write('source/deep/a.ts', 100);
  for (const name of ['source', 'source/deep']) utimesSync(at(name), 100, 100);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a built page', () => {
  it('is stale when it is missing', () => {
    expect(isStale([at('index.html')], [at('source')])).toBe(true);
  });

  it('is fresh when it is newer than every source', () => {
    write('index.html', 200);
    expect(isStale([at('index.html')], [at('source')])).toBe(false);
  });

  it('is stale when a file deep inside was changed', () => {
    write('index.html', 200);
    write('source/deep/a.ts', 300);
    expect(isStale([at('index.html')], [at('source')])).toBe(true);
  });

  it('is stale when a file was removed', () => {
    write('index.html', 200);
    rmSync(at('source/deep/a.ts'));
    expect(isStale([at('index.html')], [at('source')])).toBe(true);
  });

  it('is stale when only one of the built files is there', () => {
    write('index.html', 200);
    expect(isStale([at('index.html'), at('main.js')], [at('source')])).toBe(true);
  });

  it('does not mind a changed test', () => {
    write('source/deep/a.test.ts', 300);
    for (const name of ['source', 'source/deep']) utimesSync(at(name), 100, 100);
    write('index.html', 200);
    expect(isStale([at('index.html')], [at('source')])).toBe(false);
  });
});
