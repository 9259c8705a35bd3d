import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from './spawn-cli.test-helper.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-playground-attacked-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(name: string, scenario: object): string {
  const file = join(folder, name);
  const whole = { format: 'session-playground/scenario@1', title: 's', browsers: ['alice'], ...scenario };
  writeFileSync(file, JSON.stringify(whole));
  return file;
}

const attacks = {
  title: 'ok \u009b2J \u202e evil \u2028 x',
  claim: 'fine\n\n9 of 9 expectations hold.\n1 request, store memory\n',
  steps: [
    { fault: { set: { fails: 'always', message: '\u001b[2J\u001b]8;;http://evil\u0007click\u009b31m' } } },
    { send: { id: 'A', browser: 'alice', method: 'POST', path: '/save' } },
    { expect: { response: 'A', status: 1 } },
    { expect: { error: 'A', message: 'zzz' } },
  ],
};
const isObeyed = /[^\P{Cc}\n\t]|[\u2028\u202e]/u;

describe('a scenario of somebody who means ill', { timeout: 60_000 }, () => {
  it('writes nothing that a terminal obeys, and no line that passes for the result', async () => {
    const { code, stdout, stderr } = await runCli('run', fileWith('evil.json', attacks));
    expect(code).toBe(1);
    expect(stdout + stderr).not.toMatch(isObeyed);
    expect(stdout.split('\n')).not.toContain('9 of 9 expectations hold.');
    expect(stdout).toContain('\n0 of 2 expectations hold.\n');
  });

  it('is refused in lines of ours alone, and few of them', async () => {
    const keys = Array.from({ length: 60_000 }, (_, at) => [`k\n${at}\u001b[31m`, 1]);
    const { code, stdout, stderr } = await runCli(
      'run',
      fileWith('keys.json', { steps: [], ...Object.fromEntries(keys) }),
    );
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(isObeyed);
    expect(stderr.length).toBeLessThan(50_000);
  });

  it('does not get secrets printed, those of another app neither', async () => {
    const lab = {
      options: { secret: ['TOPSECRET-one', 'TOPSECRET-two'] },
      secondApp: { name: 'shop.sid', secret: 'TOPSECRET-three', path: '/' },
    };
    const steps = [{ send: { browser: 'alice', path: '/views' } }, { expect: { sessions: 1 } }];
    const file = fileWith('secret.json', { lab, steps });
    for (const args of [['run'], ['compare', '--set', 'resave=true,false']]) {
      const { stdout, stderr } = await runCli(...args, file, '--json');
      expect(stdout).toContain('"secret":["secret 1 of the second app"]');
      expect(stdout + stderr).not.toContain('TOPSECRET');
    }
  });
});

describe.skipIf(process.platform === 'win32')('a name that is no file', { timeout: 60_000 }, () => {
  it.each([
    ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
    ['a device', (path: string) => symlinkSync('/dev/zero', path)],
  ])('is refused, not waited for: %s', async (what, make) => {
    const path = join(folder, `${what.replace(' ', '-')}.json`);
    make(path);
    for (const command of ['run', 'doctor']) {
      const { code, stderr } = await runCli(command, path);
      expect([code, stderr]).toEqual([2, expect.stringContaining(path)]);
    }
  });
});

it.skipIf(process.platform !== 'linux')('says that its output cannot be written, and is no anomaly', () => {
  const command = `"${process.execPath}" "${join(import.meta.dirname, '../cli.ts')}" lessons >/dev/full`;
  const shell = `${command}; echo "code $?" >&2`;
  const told = execFileSync('sh', ['-c', `{ ${shell}; } 2>&1`], { encoding: 'utf8' });
  expect(told).toBe('session-playground failed: the output cannot be written (ENOSPC)\ncode 2\n');
});
