import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { inRepository } from './root.ts';

describe('a script of npm', () => {
  it('ends in order when the shell that npm ran it in is ended', async () => {
    const source = `
      import { endWithParent } from ${JSON.stringify(inRepository('scripts/parent.ts'))};
      process.on('SIGTERM', () => { console.log('in order'); process.exit(); });
      endWithParent();
      setTimeout(() => {}, 60_000);
      console.log('started');`;
    const shell = spawn('/bin/sh', ['-c', '"$NODE" --input-type=module -e "$SOURCE"; true'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { NODE: process.execPath, SOURCE: source },
    });
    shell.stdout.setEncoding('utf8');
    const [started] = await once(shell.stdout, 'data');
    expect(started).toBe('started\n');
    const said = once(shell.stdout, 'data');
    shell.kill('SIGTERM');
    expect((await said)[0]).toBe('in order\n');
  });
});
