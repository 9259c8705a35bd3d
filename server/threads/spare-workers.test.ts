import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultLabConfig } from '../contract/options/lab-config.ts';
import { eventually } from '../eventually.test-helper.ts';
import { createLab } from '../lab/host.ts';
import type { Host } from './host.ts';
import { createSpareWorkers } from './spare-workers.ts';
import { defaultMemory, spawnLabWorker, workerSpawner } from './spawn.ts';

const made: Host[] = [];
const spawn = vi.fn((memory: number) => {
  const worker = spawnLabWorker(memory);
  made.push(worker);
  return worker;
});

afterEach(async () => {
  await Promise.all(made.splice(0).map((worker) => worker.terminate()));
  spawn.mockClear();
});

describe('spare workers', () => {
  it('load one before it is wanted, and give it to the next lab', async () => {
    const spares = createSpareWorkers(spawn);
    const [loaded] = made;
    const taken: Host[] = [];
    const take = (memory: number) => {
      const worker = spares.take(memory);
      taken.push(worker);
      return worker;
    };
    const lab = await createLab({
      config: defaultLabConfig(),
      handler: null,
      origin: process.hrtime.bigint(),
      clock: 0,
      port: 0,
      spawn: take,
    });
    expect(taken).toEqual([loaded]);
    expect(await (await fetch(`${lab.url}/views`)).json()).toEqual({ views: 1 });
    await lab.close();
    await spares.close();
  });

  it('load another one a while after one was taken', async () => {
    const spares = createSpareWorkers(spawn);
    const first = spares.take(defaultMemory);
    const second = spares.take(defaultMemory);
    expect(second).not.toBe(first);
    expect(spawn).toHaveBeenCalledTimes(2);
    await eventually(() => expect(spawn).toHaveBeenCalledTimes(3));
    expect(spares.take(defaultMemory)).toBe(made[2]);
    await spares.close();
  });

  it('give one of its own to a lab that may use another amount of memory', async () => {
    const spares = createSpareWorkers(spawn);
    expect(spares.take(64)).toBe(made[1]);
    expect(spawn).toHaveBeenLastCalledWith(64);
    await spares.close();
  });

  it('forget one that failed', async () => {
    const failing = workerSpawner(new URL('data:text/javascript,throw new Error("broken")'));
    const spares = createSpareWorkers((memory) => {
      const worker = failing(memory);
      made.push(worker);
      return worker;
    });
    const [broken] = made;
    if (broken === undefined) throw new Error('expected a worker');
    await broken.gone;
    expect(spares.take(defaultMemory)).not.toBe(broken);
    await spares.close();
  });

  it('end the one that nobody took', async () => {
    const spares = createSpareWorkers(spawn);
    const [loaded] = made;
    if (loaded === undefined) throw new Error('expected a worker');
    await spares.close();
    await loaded.gone;
  });
});
