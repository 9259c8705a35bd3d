import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { firstLine, runCli, startCli } from './spawn-cli.test-helper.ts';

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
        result: { data: { labUrl, browsers: [{ name: 'alice' }, { name: 'bob' }] } },
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
    const { code, stdout, stderr } = await runCli('serve', '--no-open', '--port', port);
    taken.close();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`Port ${port} is taken`);
  });

  it.each([['--port', '70000'], ['--port', '80x'], ['--open'], ['somewhere']])(
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
    expect(await runCli('--version')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    const help = await runCli('--help');
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(/serve .*\n.*run /);
  });

  it('refuses what it does not know, and nothing at all', async () => {
    expect(await runCli('sreve')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('serve?'),
    });
    expect(await runCli()).toMatchObject({ code: 2, stdout: '' });
  });
});
