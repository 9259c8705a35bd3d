import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const shellRuns = (command: string, env: Record<string, string>) => {
  const shell = spawn('/bin/sh', ['-c', command], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE: process.execPath, ...env },
  });
  shell.stdout.setEncoding('utf8');
  return shell;
};

describe('what npm runs', () => {
  it('ends in order when the shell that npm ran it in is ended', async () => {
    const source = `
      import { endWithParent } from ${JSON.stringify(join(import.meta.dirname, 'end-with-parent.ts'))};
      process.on('SIGTERM', () => { console.log('in order'); process.exit(); });
      endWithParent();
      setTimeout(() => {}, 60_000);
      console.log('started');`;
    const shell = shellRuns('"$NODE" --input-type=module -e "$SOURCE"; true', { SOURCE: source });
    const [started] = await once(shell.stdout, 'data');
    expect(started).toBe('started\n');
    const said = once(shell.stdout, 'data');
    shell.kill('SIGTERM');
    expect((await said)[0]).toBe('in order\n');
  });

  it('serve ends when npx is ended, though its shell stays', async () => {
    const cli = join(import.meta.dirname, '../../cli.ts');
    // As npx does: it runs a shell, which runs the command.
    const inner = '"$NODE" "$CLI" serve --no-open --json; true';
    const npx = shellRuns(`/bin/sh -c '${inner}'; true`, { CLI: cli, npm_execpath: 'npm' });
    const [line] = await once(npx.stdout, 'data');
    const { url, labUrl } = JSON.parse(line);
    expect((await fetch(labUrl)).status).toBe(200);
    const closed = once(npx.stdout, 'close');
    npx.kill('SIGKILL');
    // All that wrote to it has ended.
    await closed;
    await expect(fetch(new URL(url).origin)).rejects.toThrow();
    await expect(fetch(labUrl)).rejects.toThrow();
  });
});
