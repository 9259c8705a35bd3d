import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sign } from 'cookie-signature';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { runCli } from '../spawn-cli.test-helper.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-playground-explain-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

let files = 0;
const fileWith = (text: string): string => {
  files += 1;
  const file = join(folder, `pasted-${files}.txt`);
  writeFileSync(file, text);
  return file;
};

const secret = 'TOPSECRET of this test';
const sid = 'q7bQAbCdEfGhIjKlMnOpQrStUvWxYz01';
const cookie = `connect.sid=s%3A${encodeURIComponent(sign(sid, secret))}`;
const curl = `curl 'https://api.example.com/login' --data-raw 'u=a'`;
const har = '{"log":{"entries":[]}}';

describe('explain', () => {
  it('says in words what it is and what follows, and ends with 0', async () => {
    const { code, stdout, stderr } = await runCli(
      'explain',
      fileWith(`Set-Cookie: ${cookie}; SameSite=None`),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^This is what an answer sets cookies with: Set-Cookie\.\n\nconnect\.sid\n {2}· It looks like/,
    );
    expect(stdout).toMatch(/\n {2}✗ .*SameSite=None is accepted only together with Secure\.\n/);
    expect(stdout).toMatch(/\n {2}\? Whether its signature fits is not said/);
    expect(stdout).not.toContain(sid);
  });

  it('takes secrets by name, from a file, and from the environment, and prints none', async () => {
    const file = fileWith(cookie);
    const secretFile = fileWith(`${secret}\n`);
    const asked = [
      await runCli('explain', file, '--secret', secret),
      await runCli('explain', file, '--secret-file', secretFile),
      await runCli('explain', file, '--secret', 'another', '--secret', secret, '--json'),
    ];
    vi.stubEnv('SESSION_SECRET', secret);
    asked.push(await runCli('explain', file));
    for (const { code, stdout, stderr } of asked) {
      expect(code).toBe(0);
      expect(stdout).toMatch(/fits its signature/);
      expect(stdout + stderr).not.toContain('TOPSECRET');
    }
  });

  it('reads stdin, and prints one JSON document when asked to', () => {
    const entry = join(import.meta.dirname, '../../cli.ts');
    const args = [entry, 'explain', '-', '--json', '--url', 'localhost:3000'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      input: `${cookie}; Path=/; Secure`,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'set-cookie',
      scenario: null,
      parts: [{ title: 'connect.sid' }],
    });
    expect(stdout).toContain('In an answer from https://localhost:3000: The browser stored');
  }, 60_000);

  it('writes the scenario that is in it, and over no file', async () => {
    const to = join(folder, 'drawn.scenario.json');
    const file = fileWith(curl);
    expect(await runCli('explain', file, '--scenario', to)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`session-playground run ${to}`),
    });
    expect(JSON.parse(readFileSync(to, 'utf8'))).toMatchObject({ steps: [{ send: { path: '/login' } }] });
    expect(await runCli('explain', file, '--scenario', to)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `${to}: there is a file of that name already\n`,
    });
    expect(await runCli('explain', fileWith(cookie), '--scenario', to)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no scenario in this'),
    });
  });

  it('ends with 2 for what it does not know, and says what it takes', async () => {
    expect(await runCli('explain', fileWith('help me'))).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/expected a Set-Cookie line, .* or a scenario\n$/),
    });
    expect(await runCli('explain', join(folder, 'none'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no such file'),
    });
    expect(await runCli('explain', fileWith(cookie), '--url', 'ftp://a')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--url: expected an address'),
    });
  });

  it('writes nothing that a terminal obeys, and no line that passes for one of its own', async () => {
    const evil = `Cookie: a\u001b[2J=\u009b31m; connect.sid=s%3A%0A%20%20%C2%B7%20It%20fits.\u202e${'x'.repeat(43)}`;
    const { stdout, stderr } = await runCli('explain', fileWith(evil));
    expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n\t]|[\u2028\u202e]/u);
    expect(stdout).not.toContain('\n  · It fits.');
  });
});

describe('another command that is given one of these', () => {
  it.each([
    ['a HAR', har],
    ['a cURL command', curl],
    ['a Set-Cookie header', `Set-Cookie: ${cookie}`],
    ['a cookie', cookie],
  ])('says that it is %s, and who takes it', async (what, text) => {
    const file = fileWith(text);
    for (const command of ['doctor', 'run']) {
      expect(await runCli(command, file)).toEqual({
        code: 2,
        stdout: '',
        stderr: `${file}: this is ${what}: session-playground explain says what follows from it\n`,
      });
    }
  });

  it('says so of options and scenarios where the other is wanted', async () => {
    const scenario = '{"format":"session-playground/scenario@1","steps":[]}';
    expect(await runCli('doctor', fileWith(scenario))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('this is a scenario'),
    });
  });
});
