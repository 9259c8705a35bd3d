import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it, vi } from 'vitest';
import { eventually } from '../../eventually.test-helper.ts';
import { childEnvironment, restrictions } from './child.ts';

const timeout = 60_000;

describe('what a process for foreign code is started with', () => {
  it('is little of the environment', () => {
    vi.stubEnv('NODE_OPTIONS', '--title=x');
    vi.stubEnv('AWS_SECRET', 'x');
    vi.stubEnv('TZ', 'UTC');
    expect(childEnvironment()).toMatchObject({ TZ: 'UTC' });
    expect(Object.keys(childEnvironment())).not.toContain('NODE_OPTIONS');
    expect(Object.keys(childEnvironment())).not.toContain('AWS_SECRET');
    vi.unstubAllEnvs();
  });

  it.each([
    ['Node 24', ['--permission', '--disable-sigusr1'], ['--permission', '--disable-sigusr1']],
    ['Node 25', ['--permission', '--allow-net', '--disable-sigusr1'], ['--permission', '--allow-net']],
    ['Node 20', ['--experimental-permission'], ['--experimental-permission']],
    ['one without permissions', [], []],
  ])('are the restrictions that there are: %s', (_node, known, expected) => {
    const given = restrictions((flag) => known.includes(flag));
    expect(given).toEqual(expect.arrayContaining(['--no-warnings', ...expected]));
    const isRestricted = expected.length > 0;
    expect(given.includes('--allow-fs-read=*')).toBe(isRestricted);
    expect(given.join(' ')).not.toMatch(/fs-write|child-process|addons|inspector/);
  });
});

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** The pid of a lab's process, in a process that is then killed. */
async function orphan(handler: string): Promise<number> {
  const source = `
    import { createLab } from ${JSON.stringify(new URL('../../lab/host.ts', import.meta.url).href)};
    import { defaultLabConfig } from ${JSON.stringify(new URL('../../contract/options/lab-config.ts', import.meta.url).href)};
    const lab = await createLab({
      config: defaultLabConfig(), handler: ${JSON.stringify(handler)},
      origin: process.hrtime.bigint(), clock: 0, port: 0, limits: { unresponsiveAfter: 60_000 },
    });
    console.log(await fetch(lab.url + '/mine').then((response) => response.text()));
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [pid] = await once(createInterface(parent.stdout), 'line');
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  return Number(pid);
}

describe.runIf(process.platform !== 'win32')(
  'a process for foreign code ends when the app is killed',
  { timeout },
  () => {
    it.each([
      ['while it idles', ''],
      ['while its thread loops', 'setTimeout(() => { for (;;); }, 100);'],
    ])('%s', async (_when, code) => {
      const pid = await orphan(`(req, res) => { res.send(String(process.pid)); ${code} }`);
      expect(pid).toBeGreaterThan(0);
      await eventually(() => expect(isAlive(pid)).toBe(false));
    });
  },
);
