import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RaceResult } from '../../contract/races/races.ts';
import { runCli, spawnCli } from '../spawn-cli.test-helper.ts';

const examples = join(import.meta.dirname, '../../../examples');
const readerOverWriter = join(examples, 'writer-and-reader.scenario.json');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'session-playground-race-'));
});
afterAll(() => rm(folder, { recursive: true }));

const fileWith = async (name: string, ...steps: unknown[]): Promise<string> => {
  const file = join(folder, name);
  const format = 'session-playground/scenario@1';
  await writeFile(file, JSON.stringify({ format, title: 'A race', browsers: ['alice'], steps }));
  return file;
};
const raced = async (...args: string[]): Promise<{ code: number | null; result: RaceResult }> => {
  const { code, stdout, stderr } = await runCli('race', ...args, '--json');
  expect(stderr).toBe('');
  return { code, result: JSON.parse(stdout) };
};
const visit = { browser: 'alice', path: '/views' };

describe('race', () => {
  it('says how many orders lose the write, and ends with 1', async () => {
    const { code, stdout, stderr } = await spawnCli('race', readerOverWriter);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('9 of 20 orders lose alice’s write.');
    expect(stdout).toMatch(/for example {2}(?:[AB]\.\w+ ?){6}\n/);
    expect(stdout).toContain('✓ as one request after the other: 11 of 20 orders (55%)');
  });

  it('prints one JSON document whose counts add up', async () => {
    const { code, result } = await raced(readerOverWriter);
    expect(code).toBe(1);
    expect(result).toMatchObject({
      title: 'Writer and reader',
      schedules: { total: 20, distinct: 20, exact: true },
      anomalies: [{ kind: 'lost update', schedules: 9 }],
    });
    expect(result.anomalies[0]?.example).toHaveLength(6);
    const counted = result.outcomes.map(({ schedules, serial, store, responses }) => {
      expect([typeof store, responses.length]).toEqual(['object', 2]);
      return serial ? Number(schedules) : 0;
    });
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(11);
  });

  it('prints no secret, but what is in their place', async () => {
    const { result } = await raced(readerOverWriter, '--set', 'secret=["hunter2","hunter1"]');
    expect(JSON.stringify(result)).not.toContain('hunter');
    expect(result.config.options.secret).toEqual(['secret 1 of your own', 'secret 2 of your own']);
  });

  it('ends with 0 where an option cures it', async () => {
    const { code, result } = await raced(readerOverWriter, '--set', 'resave=false');
    expect({ code, anomalies: result.anomalies }).toEqual({ code: 0, anomalies: [] });
  });

  it('has only one order for each turn when sessions are taken one at a time', async () => {
    const { code, result } = await raced(readerOverWriter, '--set', 'oneAtATime=true');
    expect({ code, total: result.schedules.total }).toEqual({ code: 0, total: 2 });
  });

  it('is no success where nothing was raced, and says so', async () => {
    const sessionless = { browser: 'alice', path: '/before' };
    const file = await fileWith('unmet.json', { together: [sessionless, sessionless] });
    expect(await runCli('race', file)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('\nNothing was raced: no two of these requests call the store'),
    });
    expect(await raced(file)).toMatchObject({ code: 1, result: { unmet: 'no-steps', anomalies: [] } });
  });

  it('ends with 1 only for the anomalies that it is told', async () => {
    const ends = async (...kinds: string[]) => {
      const flags = kinds.flatMap((kind) => ['--fail-on', kind]);
      return (await runCli('race', readerOverWriter, ...flags)).code;
    };
    expect(await ends('lost-update')).toBe(1);
    expect(await ends('lost-delete', 'orphan-session')).toBe(0);
    expect(await ends('lost-delete', 'anomaly')).toBe(1);
    const wrong = await runCli('race', readerOverWriter, '--fail-on', 'lost update');
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringContaining('one of anomaly, lost-delete, lost-update'),
    ]);
  });

  it('takes a scenario on stdin', async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../cli.ts'), 'race', '-', '--json']);
    let told = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
    child.stdin.end(await readFile(readerOverWriter));
    await once(child, 'close');
    expect([child.exitCode, JSON.parse(told).schedules.total]).toEqual([1, 20]);
  });

  it('races on another store', async () => {
    const { code, result } = await raced(readerOverWriter, '--store', 'memory-no-touch');
    expect({ code, store: result.config.store }).toEqual({ code: 1, store: { kind: 'memory-no-touch' } });
  });

  it.each([
    ['a lesson', 'reader-undoes-write', 'lost update'],
    ['an example', join(examples, 'logout-and-reader.scenario.json'), 'lost delete'],
    ['another example', join(examples, 'two-logins.scenario.json'), 'orphan session'],
  ])(
    'finds what is wrong in %s',
    async (_what, name, kind) => {
      const { code, result } = await raced(name);
      expect([code, result.anomalies[0]?.kind]).toEqual([1, kind]);
    },
    60_000,
  );
});

describe('race, given what it cannot race, ends with 2 and says on stderr', () => {
  const expectRefusal = async (args: string[], words: string | RegExp): Promise<void> => {
    const { code, stdout, stderr } = await runCli('race', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/\n\s+at /);
  };

  it('that nothing overlaps', async () => {
    const file = await fileWith('alone.scenario.json', { send: visit });
    await expectRefusal(
      [file],
      `${file}: steps: expected a step “together” with two or more requests to race, found none\n`,
    );
  });

  it('that too many do', async () => {
    const file = await fileWith('many.scenario.json', { send: visit }, { together: Array(9).fill(visit) });
    await expectRefusal([file], `${file}: steps[1].together: expected at most 8 requests to race, found 9\n`);
  });

  it('what the lab would not take, by its place in the file', async () => {
    const request = { ...visit, headers: { 'content-length': '5' } };
    const file = await fileWith('host.scenario.json', { send: visit }, { together: [visit, request] });
    await expectRefusal(
      [file],
      /: steps\[1\]\.together\[1\]\.headers\.content-length: the header content-length cannot be set/,
    );
  });

  it('which limit makes no sense', async () => {
    await expectRefusal([readerOverWriter, '--max', '0'], /Expected a whole number from 1 on/);
    await expectRefusal([readerOverWriter, '--max', 'all'], /Expected a whole number from 1 on/);
  });

  it('that there is no such file', async () => {
    await expectRefusal([join(folder, 'none.json')], 'none.json: there is no such file');
  });
});

it('can be broken off: it ends with 130, its progress taken off the terminal', async () => {
  const paths = ['/views', '/me', '/cart/a', '/cart/b', '/touch', '/save', '/reload', '/logout'];
  const together = paths.map((path, place) => ({
    browser: 'alice',
    path: `${path}?early=reload`,
    method: place < 2 ? 'GET' : 'POST',
  }));
  const file = await fileWith('endless.scenario.json', { send: visit }, { together });
  // As on a terminal, which a pipe is not.
  const script = join(folder, 'watched.mjs');
  const source = `
    const { main } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../main.ts')).href)});
    const io = { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text), isWatched: true };
    process.exitCode = await main(['race', process.argv[2], '--max', '100000000000'], { entry: ${JSON.stringify(join(import.meta.dirname, '../../cli.ts'))}, io });
  `;
  await writeFile(script, source);
  const child = spawn(process.execPath, [script, file], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (!told.includes('states') && text.includes('states')) child.kill('SIGINT');
    told += text;
  });
  await once(child, 'close');
  expect(child.exitCode, told).toBe(130);
  expect(told).toMatch(/^\r[\d,]+ states, [\d,]+ a second, \d+%/);
  expect(told.endsWith('\r\u001b[KInterrupted.\n')).toBe(true);
}, 60_000);
