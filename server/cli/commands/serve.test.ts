import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { firstLine, runCli, spawnCli, startCli } from '../spawn-cli.test-helper.ts';

const addresses = z.strictObject({ url: z.url(), labUrl: z.url() });

describe('serve', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'is there until %s, and then leaves nothing behind',
    async (signal) => {
      const child = startCli(['serve', '--no-open', '--json']);
      const { url, labUrl } = addresses.parse(JSON.parse((await firstLine(child)) ?? ''));
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/);

      const { origin, hash } = new URL(url);
      const headers = { authorization: `Bearer ${hash.slice('#token='.length)}` };
      const state = await fetch(`${origin}/api/state`, { headers });
      expect(await state.json()).toMatchObject({
        result: {
          data: {
            endpoints: [{ app: 'main', origin: labUrl }],
            browsers: [{ name: 'alice' }, { name: 'bob' }],
          },
        },
      });
      expect((await fetch(`${origin}/api/state`)).status).toBe(401);
      expect((await fetch(labUrl)).status).toBe(200);

      child.kill(signal);
      await once(child, 'exit');
      expect(child.exitCode).toBe(0);
      await expect(fetch(origin)).rejects.toThrow();
      await expect(fetch(labUrl)).rejects.toThrow();
    },
  );

  it('opens a scenario file first, and lists a workshop folder beside the course', async () => {
    const child = startCli([
      'serve',
      'examples/two-clocks.scenario.json',
      '--workshop',
      'examples',
      '--no-open',
      '--json',
    ]);
    const { url } = addresses.parse(JSON.parse((await firstLine(child)) ?? ''));
    const { origin, hash } = new URL(url);
    const fragment = new URLSearchParams(hash.slice(1));
    expect(fragment.get('open')).toBe('/lessons/file/two-clocks.scenario.json');
    const headers = { authorization: `Bearer ${fragment.get('token')}` };
    const catalogue = await fetch(`${origin}/api/catalogue`, { headers });
    expect(await catalogue.json()).toMatchObject({
      result: {
        data: {
          opened: { ok: true, name: 'two-clocks.scenario.json' },
          workshop: {
            name: 'examples',
            files: expect.arrayContaining([
              expect.objectContaining({ name: 'writer-and-reader.scenario.json', ok: true }),
            ]),
          },
        },
      },
    });
    child.kill();
    await once(child, 'exit');
  });

  it.each([
    [['no-such.scenario.json'], 'no-such.scenario.json: there is no such file'],
    [['no-such-lesson'], 'no-such-lesson: there is no such file, and no lesson of that ID'],
    [['--workshop', 'no-such-folder'], 'no-such-folder: expected a folder that can be read'],
  ])('refuses %j before it starts', async (args, words) => {
    const { code, stdout, stderr } = await spawnCli('serve', '--no-open', ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });

  it('has made one request, so that there is something to see', async () => {
    const child = startCli(['serve', '--no-open', '--json']);
    const { url } = addresses.parse(JSON.parse((await firstLine(child)) ?? ''));
    const { origin, hash } = new URL(url);
    const headers = { authorization: `Bearer ${hash.slice('#token='.length)}` };
    const stream = await fetch(`${origin}/api/events`, { headers });
    let heard = '';
    const decoder = new TextDecoder();
    for await (const chunk of stream.body ?? []) {
      heard += decoder.decode(chunk, { stream: true });
      if (heard.includes('"received"')) break;
    }
    expect(heard).toMatch(/"type":"sent".*"browser":"alice".*\/views/);
    child.kill();
    await once(child, 'exit');
  });

  it('prints its address for a reader', async () => {
    const child = startCli(['serve', '--no-open']);
    expect(await firstLine(child)).toMatch(/http:\/\/127\.0\.0\.1:\d+\/#token=/);
    child.kill();
    await once(child, 'exit');
  });

  it('says that its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { code, stdout, stderr } = await spawnCli('serve', '--no-open', '--port', port);
    taken.close();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`Port ${port} is taken`);
  });

  it.each([['--port', '70000'], ['--port', '80x'], ['--open'], ['one', 'two']])(
    'refuses %s %s',
    async (...args) => {
      const { code, stderr } = await runCli('serve', ...args);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^error: .*\n(\(Did you mean .*\)\n)?Run session-playground --help/);
    },
  );
});

describe('the command itself', () => {
  it('tells its version and what it can do', async () => {
    expect(await spawnCli('--version')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    const help = await runCli('--help');
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(/^ {2}serve .*^ {2}run /ms);
  });

  it('refuses what it does not know, and nothing at all', async () => {
    expect(await runCli('sreve')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('serve?'),
    });
    expect(await spawnCli()).toMatchObject({ code: 2, stdout: '' });
  });
});
