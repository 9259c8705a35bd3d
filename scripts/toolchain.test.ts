import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mocking } from '../vitest.config.ts';
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

describe('test files', () => {
  const folders = '{server,renderer,electron,scripts}';
  const files = globSync(`${folders}/**/*.test{,-helper}.{ts,tsx}`, { cwd: inRepository() }).sort();
  const withText = (text: RegExp) =>
    files.filter((file) => text.test(readFileSync(inRepository(file), 'utf8')));

  it('have a process of their own where they mock modules, and nowhere else', () => {
    expect(files.length).toBeGreaterThan(200);
    expect(withText(/\bvi\.(do)?mock\(/i)).toEqual([...mocking.node, ...mocking.page].sort());
  });

  it('wait longer than the second that is enough where nothing else runs', () => {
    expect(withText(/\bvi\.wait(For|Until)\(/)).toEqual(['server/eventually.test-helper.ts']);
  });
});
