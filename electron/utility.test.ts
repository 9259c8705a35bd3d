import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import type { ForkOptions } from 'electron';
import { describe, expect, it, onTestFinished } from 'vitest';
import { defaultLabConfig } from '../server/contract/options/lab-config.ts';
import { createLab } from '../server/lab/host.ts';
import type { LabSettings } from '../server/lab/lab.ts';
import { labProcessSpawner, processSpawner } from '../server/threads/process-spawner.ts';
import { utilitySpawner } from './utility.ts';

/** What a utility process has that a Node process has not. */
const parentPort = `
  process.parentPort = {
    on: (event, listener) => process.on(event, (data) => listener({ data, ports: [] })),
    postMessage: (message) => process.send(message),
  };`;

/** Stands in for Electron's `utilityProcess`: a Node process whose messages come and go as there. */
function standIn() {
  const forked: Array<{ child: ChildProcess; path: string; options: ForkOptions }> = [];
  const utilityProcess = {
    fork: (path: string, args: string[], options: ForkOptions) => {
      const child = fork(path, args, {
        env: { ...options.env },
        execArgv: ['--import', `data:text/javascript,${encodeURIComponent(parentPort)}`],
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        serialization: 'advanced',
      });
      forked.push({ child, path, options });
      return Object.assign(new Forked(child), {
        pid: child.pid,
        stdout: child.stdout,
        stderr: child.stderr,
        postMessage: (message: Uint8Array) => void child.send(message),
        kill: () => child.kill(),
      });
    },
  };
  return { utilityProcess, forked };
}

class Forked extends EventEmitter {
  constructor(child: ChildProcess) {
    super();
    for (const event of ['spawn', 'exit', 'message']) {
      child.on(event, (...told) => this.emit(event, ...told));
    }
  }
}

async function labWith(handler: string, limits: LabSettings['limits'] = {}) {
  const { utilityProcess, forked } = standIn();
  const spawnForeign = labProcessSpawner(processSpawner(utilitySpawner(utilityProcess)));
  const lab = await createLab({
    config: defaultLabConfig(),
    handler,
    origin: process.hrtime.bigint(),
    clock: 0,
    port: 0,
    limits: { unresponsiveAfter: 60_000, ...limits },
    spawnForeign,
  });
  onTestFinished(() => lab.close());
  return { lab, forked };
}

describe('a lab in a utility process', { timeout: 60_000 }, () => {
  it('answers and tells, with little of the environment, and is gone when it is closed', async () => {
    const { lab, forked } = await labWith('(req, res) => res.send("pid " + process.pid)');
    const [{ child, path, options } = { child: null, path: '', options: {} }] = forked;
    expect(await (await fetch(`${lab.url}/mine`)).text()).toBe(`pid ${child?.pid}`);
    expect((await lab.drain()).events.length).toBeGreaterThan(5);
    expect(path).toMatch(/relay\.ts$/);
    expect(options).toMatchObject({ stdio: ['ignore', 'pipe', 'pipe'], serviceName: expect.any(String) });
    expect(Object.keys(options.env ?? {})).not.toContain('PATH');
    if (child === null) throw new Error('No process was started.');
    const exited = once(child, 'exit');
    await lab.close();
    await exited;
  });

  it.each([
    ['loops', 'for (;;);', 'unresponsive'],
    ['kills it', `process.kill(process.pid, 'SIGKILL');`, 'exited'],
    ['throws later', `setTimeout(() => { throw new Error('boom'); });`, 'crashed'],
  ])('ends alone when its handler %s', async (_what, code, reason) => {
    const { lab } = await labWith(`() => { ${code} }`, { unresponsiveAfter: 1500 });
    await fetch(`${lab.url}/mine`).catch(() => 'no answer');
    expect((await lab.ended).reason).toBe(reason);
  });
});
