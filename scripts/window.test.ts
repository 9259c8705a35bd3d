import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { inRepository } from './root.ts';
import { runWindow } from './window.ts';

const script = (source: string): Promise<unknown> => runWindow('/bin/sh', ['-c', source]);

describe('running the window', () => {
  it('ends as the window does', async () => {
    expect(await script('exit 0')).toEqual({ type: 'closed', code: 0 });
    expect(await script('exit 3')).toEqual({ type: 'closed', code: 3 });
  });

  it('gives the last line of what the runtime said when it cannot start', async () => {
    expect(await script('echo first >&2; echo "no usable sandbox" >&2; kill -TRAP $$')).toEqual({
      type: 'never-opened',
      reason: 'no usable sandbox',
    });
    expect(await script('exit 127')).toEqual({ type: 'never-opened', reason: 'it ended with 127' });
  });

  it('says why a program that is not there could not be run', async () => {
    expect(await runWindow('/nowhere/electron', [])).toMatchObject({
      type: 'never-opened',
      reason: expect.stringContaining('ENOENT'),
    });
  });

  it('hands Ctrl-C on, once, so that no window outlives the command', async () => {
    const source = `
      import { runWindow } from ${JSON.stringify(inRepository('scripts/window.ts'))};
      console.log(JSON.stringify(await runWindow('/bin/sh', ['-c', 'echo $$; exec sleep 60'])));`;
    const runner = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    runner.stdout.setEncoding('utf8');
    const [pid] = await once(runner.stdout, 'data');
    // What a terminal sends goes to a whole group: the window is in one of its own, and gets what is handed on alone.
    expect(process.kill(-Number(pid), 0)).toBe(true);
    runner.kill('SIGTERM');
    const [result] = await once(runner.stdout, 'data');
    expect(JSON.parse(result)).toEqual({ type: 'closed', code: 0 });
    expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH');
  });
});
