import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runningLab, visitor } from './running-lab.test-helper.ts';

/** ms */
const longestLoad = 30_000;
const impatient = { unresponsiveAfter: 800 };

/** Other processes that want all CPUs several times over, from now until the test is over. */
async function takeTheCpus(): Promise<void> {
  const busy = `process.stdout.write('.'); const end = Date.now() + ${longestLoad}; while (Date.now() < end);`;
  const taken = Array.from({ length: 3 * availableParallelism() }, () =>
    // Linux shares its CPUs among sessions first: in one with these tests they would leave the lab's own half of them.
    spawn(process.execPath, ['-e', busy], { stdio: ['ignore', 'pipe', 'ignore'], detached: true }),
  );
  onTestFinished(() => {
    for (const child of taken) child.kill('SIGKILL');
  });
  await Promise.all(taken.map((child) => once(child.stdout, 'data')));
}

/** Answers after the thread itself has used 400 ms of CPU, in one go. */
const busyHandler = `(req, res) => {
  const used = () => { const { user, system } = process.threadCpuUsage(); return user + system; };
  const end = used() + 400_000;
  while (used() < end);
  res.send('done');
}`;

// Only Linux tells how long a thread waited for a CPU.
describe.runIf(process.platform === 'linux')('beside processes that take all CPUs', () => {
  it('a lab that works slowly and then idles is not ended', async () => {
    const lab = await runningLab({ handler: busyHandler, limits: impatient });
    let end: string | null = null;
    void lab.ended.then(({ message }) => {
      end = message;
    });
    await takeTheCpus();
    const began = performance.now();
    for (let sent = 0; sent < 2; sent++) {
      const answer = await visitor(lab)('/mine').catch(() => 'no answer');
      expect([answer, end]).toEqual(['200 done', null]);
    }
    // Else it was not starved, and nothing was shown.
    expect(performance.now() - began).toBeGreaterThan(2 * impatient.unresponsiveAfter);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(end).toBe(null);
  });

  it.each([
    ['loops', '() => { for (;;); }'],
    ['sleeps', '() => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); }'],
  ])('a lab that %s is', async (_, handler) => {
    const lab = await runningLab({ handler, limits: impatient });
    await takeTheCpus();
    visitor(lab)('/mine').catch(() => {});
    expect((await lab.ended).reason).toBe('unresponsive');
  });
});
