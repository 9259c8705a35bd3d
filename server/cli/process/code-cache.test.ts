import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'session-playground-cache-'));
const home = join(root, 'home');
const shared = join(root, 'shared');
const own = join(home, '.cache', 'session-playground', 'code');
const entry = join(import.meta.dirname, '../../cli.ts');
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => {
  for (const folder of [home, shared]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  }
});

const { PATH } = process.env;
const lessons = () =>
  execFileSync(process.execPath, [entry, 'lessons'], {
    env: { PATH, HOME: home, TMPDIR: shared },
    encoding: 'utf8',
  });

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

describe.skipIf(process.platform !== 'linux')('compiled code that is kept', { timeout: 60_000 }, () => {
  it('lies in a folder of the user’s own, into which nobody else can write, and nowhere else', () => {
    lessons();
    expect(filesIn(own).length).toBeGreaterThan(10);
    expect(filesIn(shared).length).toBe(0);
    expect(statSync(own).mode & 0o077).toBe(0);
  });

  it('is not taken from a folder into which others can write', () => {
    mkdirSync(own, { recursive: true });
    chmodSync(own, 0o777);
    expect(lessons()).toContain('To run one');
    expect(filesIn(own).length).toBe(0);
  });

  it('is compiled anew where somebody changed it', () => {
    const told = lessons();
    const kept = filesIn(own);
    for (const path of kept) writeFileSync(path, 'process.exit(7)'.repeat(300));
    expect(lessons()).toBe(told);
  });
});
