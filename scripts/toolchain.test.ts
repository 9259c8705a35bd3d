import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRepository } from './root.ts';

const run = (command: string, args: string[]) =>
  spawnSync(command, args, { encoding: 'utf8', cwd: inRepository() });

describe('the toolchain', () => {
  it('runs on Node 24, the one that Electron runs', () => {
    expect(process.version).toMatch(/^v24\./);
  });

  it('locks packages without naming a registry', () => {
    const lock = readFileSync(inRepository('package-lock.json'), 'utf8');
    expect(Object.keys(JSON.parse(lock).packages).length).toBeGreaterThan(100);
    expect(lock).not.toMatch(/"resolved":|https?:\/\/[^"]*registry/);
  });
});

describe('setting up', () => {
  it('says nothing when all is well, least of all on stdout', () => {
    const { status, stdout, stderr } = run(process.execPath, [inRepository('scripts/setup.mjs')]);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
