import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { isLeftOut, startRedis, type TestServer } from '../../stores/servers.test-helper.ts';
import { runCli } from '../spawn-cli.test-helper.ts';

const writerAndReader = join(import.meta.dirname, '../../../examples/writer-and-reader.scenario.json');
const password = 'sesame:open@it';
/** Its beginning is written alike as it is, in JSON and in a URL. */
const quotesPassword = /sesame/;

it('stores lists the kinds of store', async () => {
  const { code, stdout } = await runCli('stores');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}redis +Redis \(connect-redis\)\. /m);
  // Those of `stores install` open it as well.
  expect(stdout).toMatch(
    /Opened with [^:]*connect-redis[^:]*: your project’s own, or those installed apart\./,
  );
});

it.each([
  [['stores', 'try'], 'try: expected one of test, install'],
  [['stores', 'install'], 'expected a kind of store'],
  [['stores', 'install', 'redix'], 'redix: expected one of redis, postgres, file, memorystore'],
  [['stores', 'install', 'memory'], 'memory: expected one of redis, postgres, file, memorystore'],
  [['stores', 'install', 'redis://:sesame@127.0.0.1'], 'redis://127.0.0.1: expected one of'],
  [['stores', 'test'], 'expected a store'],
  [['stores', 'test', 'redix'], 'did you mean "redis"'],
  [['stores', 'test', 'redis://:sesame@127.0.0.1:1'], 'nothing listens at 127.0.0.1:1'],
  [['run', writerAndReader, '--store', 'redis://:sesame@127.0.0.1/x'], 'expected the number of a database'],
  [['race', writerAndReader, '--store', 'redis://:sesame@127.0.0.1:1'], 'nothing listens at 127.0.0.1:1'],
  [
    ['compare', writerAndReader, '--store', 'memory,redis://:sesame@127.0.0.1:1'],
    'nothing listens at 127.0.0.1:1',
  ],
  [['run', writerAndReader, '--set', 'store=redis://:sesame@127.0.0.1:1'], 'unknown option "store"'],
  [['stores', 'test', 'postgres://h/db?password=sesame'], 'expected nothing but sslmode'],
  [['run', writerAndReader, '--store', 'sqlite:./nowhere/sessions.db'], 'whose folder is not there'],
])('%j is refused in words, without the password', async (args, says) => {
  const { code, stderr, stdout } = await runCli(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(quotesPassword);
});

it('a store that is code is opened where it is named on the command line; in a file, when it is allowed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'store-module-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const module = join(folder, 'store.mjs');
  await writeFile(module, 'export default (session) => class extends session.MemoryStore {};');
  const scenario = {
    format: 'session-playground/scenario@1',
    title: 'A visit',
    browsers: ['alice'],
    steps: [{ send: { browser: 'alice', path: '/views' } }, { expect: { sessions: 1 } }],
  };
  const [plain, naming] = ['plain', 'naming'].map((name) => join(folder, `${name}.scenario.json`)) as [
    string,
    string,
  ];
  const options = { name: 'theirs', password: 'sesame' };
  await writeFile(plain, JSON.stringify(scenario));
  await writeFile(
    naming,
    JSON.stringify({ ...scenario, lab: { store: { kind: 'module', module, options } } }),
  );
  expect(await runCli('run', plain, '--store', module)).toMatchObject({ code: 0, stderr: '' });
  const refused = await runCli('run', naming);
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`takes its store from ${module}`),
  });
  const allowed = await runCli('run', naming, '--allow-handlers', '--json');
  expect(allowed).toMatchObject({ code: 0, stderr: '' });
  expect(allowed.stdout).not.toMatch(quotesPassword);
  expect((await runCli('race', writerAndReader, '--store', module)).code).toBe(1);
});

describe.skipIf(isLeftOut('redis'))('on a Redis with a password', () => {
  let server: TestServer;
  let address: string;
  beforeAll(async () => {
    server = await startRedis(['--requirepass', password]);
    address = server.url.replace('//', `//:${encodeURIComponent(password)}@`);
  }, 60_000);
  afterAll(() => server.close());

  const keysLeft = async () => {
    const client = createClient({ url: server.url, password });
    await client.connect();
    try {
      return await client.keys('*');
    } finally {
      client.destroy();
    }
  };
  const fileWith = async (store: unknown): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'store-in-file-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'visit.scenario.json');
    const scenario = {
      format: 'session-playground/scenario@1',
      title: 'A visit',
      lab: { store },
      browsers: ['alice'],
      steps: [{ send: { browser: 'alice', path: '/views' } }, { expect: { sessions: 1 } }],
    };
    await writeFile(file, JSON.stringify(scenario));
    return file;
  };

  it.each([
    ['run', ['--json'], 0],
    ['race', ['--json'], 1],
    ['compare', ['--set', 'resave=true', '--json'], 0],
  ] as const)(
    '%s %j works, tells nobody the password, and leaves nothing',
    async (command, flags, expected) => {
      const store = command === 'compare' ? `memory,${address}` : address;
      const { code, stdout, stderr } = await runCli(command, writerAndReader, '--store', store, ...flags);
      expect({ code, stderr }).toEqual({ code: expected, stderr: '' });
      expect(stdout).toContain('redis');
      expect(stdout).not.toMatch(quotesPassword);
      expect(await keysLeft()).toEqual([]);
    },
  );

  it('a scenario names it with its settings, or by its address', async () => {
    const stores = [address, { kind: 'redis', url: server.url, password }];
    for (const store of stores) {
      const { code, stdout } = await runCli('run', await fileWith(store));
      expect({ code, stdout }).toMatchObject({
        code: 0,
        stdout: expect.stringContaining(`store ${server.url}`),
      });
      expect(stdout).not.toMatch(quotesPassword);
    }
  });

  it('stores test says what answers, and what it does', async () => {
    const { code, stdout } = await runCli('stores', 'test', address);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^(?:Redis|Valkey) [\d.]+ answered: a get takes [\d.]+ ms\.$/m);
    expect(stdout).toContain('Its touch moves the expiry alone');
    expect(stdout).toContain('gone by itself');
    expect(await keysLeft()).toEqual([]);
  });
});
