import { describe, expect, it } from 'vitest';
import { workerUrl } from './worker-url.ts';

describe("the worker's file", () => {
  it.each([
    ['file:///repo/server/lab/host.ts', 'file:///repo/server/lab/worker.ts'],
    ['file:///repo/out/main/chunk-app-1.js', 'file:///repo/out/main/lab-worker.js'],
    [
      'file:///opt/app/resources/app.asar/out/desktop/chunk-app-1.js',
      'file:///opt/app/resources/app.asar.unpacked/out/desktop/lab-worker.mjs',
    ],
  ])('of %s is %s', (own, worker) => {
    expect(workerUrl(own).href).toBe(worker);
  });

  it('of the race lab is in its own folder', () => {
    const { href } = workerUrl('file:///repo/server/races/host.ts', 'race-worker');
    expect(href).toBe('file:///repo/server/races/worker.ts');
  });

  it('of a process is in the folder of its kind', () => {
    const { href } = workerUrl('file:///repo/server/threads/spawn.ts', 'relay');
    expect(href).toBe('file:///repo/server/threads/process/relay.ts');
  });

  it('has the name that it was built under', () => {
    const { href } = workerUrl('file:///repo/out/main/chunk-app-1.js', 'race-worker');
    expect(href).toBe('file:///repo/out/main/race-worker.js');
  });
});
