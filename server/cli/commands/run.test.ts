import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli, spawnCli, startCli } from '../spawn-cli.test-helper.ts';

const examples = join(import.meta.dirname, '../../../examples');
const race = join(examples, 'writer-and-reader.scenario.json');
const clocks = join(examples, 'two-clocks.scenario.json');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'session-playground-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

const fileWith = async (name: string, content: unknown): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const scenario = (...steps: unknown[]) => ({
  format: 'session-playground/scenario@1',
  title: 'A visit',
  browsers: ['alice'],
  steps,
});

describe('run', () => {
  it('shows the lost write of the writer and the reader', async () => {
    const { code, stdout, stderr } = await spawnCli('run', race);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain("✓ steps[6] cart.apples in alice's stored session: nothing");
    expect(stdout).toMatch(/9 of 9 expectations hold\.\n5 requests, store memory; express-session 1\.19\.\d/);
  });

  it('moves the clock, and prints one JSON document when asked to', async () => {
    const { code, stdout, stderr } = await runCli('run', clocks, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ title: 'Two clocks', holds: true, requests: 3 });
  });

  it('ends with 1 where an option makes an expectation fail, and says what was seen at which event', async () => {
    const { code, stdout } = await runCli('run', race, '--set', 'resave=false');
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ steps\[6\] expected cart\.apples .*: nothing\n {6}seen 1 \(event \d+\)/);
    const asJson = await runCli('run', race, '--set', 'resave=false', '--json');
    expect(asJson.code).toBe(1);
    expect(JSON.parse(asJson.stdout)).toMatchObject({ holds: false, config: { options: { resave: false } } });
  });

  it('ends with 1 where nothing was checked: nothing is expected, or no request is sent', async () => {
    const visit = { send: { browser: 'alice', path: '/views' } };
    const unexpecting = await fileWith('unexpecting.json', scenario(visit));
    const nothing = await runCli('run', unexpecting);
    expect(nothing).toMatchObject({ code: 1, stdout: expect.stringContaining('so nothing was checked') });
    const unsent = await fileWith('unsent.json', scenario({ expect: { sessions: 0 } }));
    const { code, stdout } = await runCli('run', unsent, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ holds: false, requests: 0 });
  });

  it('tells under each failing expectation what was decided in that request, and with which header', async () => {
    const lab = (options: object) => ({
      options: { secret: 'x-long-enough-for-this-1234567890abcdef', resave: false, ...options },
    });
    const file = await fileWith('proxy.scenario.json', {
      ...scenario(
        { send: { id: 'typo', browser: 'alice', path: '/views', headers: { 'X-Fowarded-Proto': 'https' } } },
        { send: { id: 'hops', browser: 'alice', path: '/views', headers: { 'X-Forwarded-Proto': 'http' } } },
        { expect: { response: 'typo', setCookie: true } },
        { expect: { response: 'hops', setCookie: true } },
        { expect: { session: 'alice', path: 'views', equals: 2 } },
      ),
      lab: lab({ saveUninitialized: false, trustProxy: 1, cookie: { secure: true } }),
    });
    const { code, stdout } = await runCli('run', file);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /✗ steps\[2\].*\n.*\n(?: {6}.*\n)* {6}typo: .*no X-Forwarded-Proto came, only x-fowarded-proto: https.*\[no-cookie-insecure\]\n/,
    );
    expect(stdout).toMatch(
      /✗ steps\[3\].*\n.*\n(?: {6}.*\n)* {6}hops: .*‘trust proxy’ \(1\) is set, and X-Forwarded-Proto: http came.*\[no-cookie-insecure\]\n/,
    );
    expect(stdout).toMatch(/✗ steps\[4\].*\n.*\n(?: {6}.*\n)* {6}hops: .*\[no-cookie-insecure\]\n/);
    const asJson = JSON.parse((await runCli('run', file, '--json')).stdout);
    expect(asJson.expectations[0].causes).toContainEqual(
      expect.objectContaining({ request: 'typo', rule: 'no-cookie-insecure' }),
    );
    const untrusted = await runCli('run', file, '--set', 'trustProxy=false');
    expect(untrusted.stdout).toContain(
      'Express trusts no proxy (‘trust proxy’ is not set), and no X-Forwarded-Proto came',
    );
  });

  it('tells there of a store that failed, once, though the app tells it again', async () => {
    const file = await fileWith(
      'readonly.json',
      scenario(
        { fault: { store: { set: { fails: 1, message: 'READONLY' } } } },
        { send: { id: 'A', browser: 'alice', path: '/views' } },
        { expect: { stored: 'A', path: 'views', equals: 1 } },
      ),
    );
    const { code, stdout } = await runCli('run', file);
    expect(code).toBe(1);
    expect(stdout).toContain('A: The store answered set with an error: READONLY\n');
    expect(stdout).not.toContain('Error: READONLY');
  });

  it('runs on another store', async () => {
    const { code, stdout } = await runCli('run', race, '--store', 'sqlite', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ holds: true, config: { store: { kind: 'sqlite' } } });
    expect(code).toBe(0);
  });

  it('runs a lesson by its ID, wherever it is started', async () => {
    const { code, stdout } = await runCli('run', 'secret-rotation', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ title: expect.stringContaining('secret'), holds: true });
    expect(code).toBe(0);
  });

  it('does not mind a reader that goes away', async () => {
    const child = startCli(['run', clocks]);
    child.stdout.destroy();
    await once(child, 'exit');
    expect(child.exitCode).toBe(0);
  });
});

describe('run, given what it cannot run, ends with 2 and says on stderr', () => {
  const expectRefusal = async (
    args: string[],
    words: string | RegExp,
    command: typeof runCli = runCli,
  ): Promise<void> => {
    const { code, stdout, stderr } = await command('run', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/\n\s+at /);
  };

  it('which file, which place in it, and what was expected', async () => {
    const wrong = scenario({ send: { browser: 'alice', path: 'views' } }, { expct: {} });
    const file = await fileWith('wrong.scenario.json', wrong);
    const words = `${file}: steps[0].send.path: expected a path that starts with /\n`;
    await expectRefusal([file], words, spawnCli);
    await expectRefusal(
      [file, '--json'],
      `${file}: steps[1]: unknown key "expct" (did you mean "expect"?)\n`,
    );
  });

  it('where the JSON breaks', async () => {
    const file = await fileWith('broken.scenario.json', '{\n  "format": "x",\n}');
    await expectRefusal(
      [file],
      `${file}: not JSON at line 3, column 1: expected a name in double quotes, found }`,
    );
  });

  it('that there is no file, or only a folder, or too large a file', async () => {
    await expectRefusal([join(folder, 'none.json')], 'none.json: there is no such file');
    const empty = await mkdtemp(join(folder, 'empty-'));
    await expectRefusal([empty], `${empty}: there is no scenario file (*.scenario.json) in it`);
    const large = await fileWith('large.json', ' '.repeat(1024 * 1024 + 1));
    await expectRefusal([large], 'large.json: larger than 1 MB');
  });

  it('what an app does not start with, by file and place, and ends', async () => {
    const lab = { options: { secret: 'a-secret-of-more-than-32-characters', trustProxy: 'nowhere' } };
    const visit = { send: { browser: 'alice', path: '/views' } };
    const file = await fileWith('proxy.json', {
      ...scenario(visit, { together: [visit.send, visit.send] }),
      lab,
    });
    const refusal = {
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /proxy\.json: lab\.options\.trustProxy: at this Express throws “invalid IP address: nowhere”.*\n$/,
      ),
    };
    expect(await spawnCli('run', file)).toMatchObject(refusal);
    expect(await runCli('race', file)).toMatchObject(refusal);
    expect(await runCli('compare', file, '--set', 'resave=true,false')).toMatchObject(refusal);
  });

  it('that there is no such lesson either, and which is the nearest', async () => {
    const words = 'there is no such file, and no lesson of that ID (did you mean "reader-undoes-write"?)';
    await expectRefusal(['reader-undos-write'], `reader-undos-write: ${words}`);
  });

  it('which option or store there is not', async () => {
    await expectRefusal(
      [race, '--set', 'resaev=1'],
      '--set resaev=1: unknown option "resaev" (did you mean "resave"?)',
    );
    await expectRefusal([race, '--store', 'sqlit'], /--store sqlit: expected one of memory, .*sqlite/);
  });

  it('which argument makes no sense', async () => {
    await expectRefusal([], 'Give a scenario file, a folder, a glob or a lesson');
    await expectRefusal([race, '--reporter', 'xunit'], '--reporter xunit: expected one of text, json');
    await expectRefusal([race, '--sett', 'a=b'], "error: unknown option '--sett'");
  });
});
