import { AsyncLocalStorage } from 'node:async_hooks';
import { pbkdf2 } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { followUnheldWaits } from './unheld-waits.ts';

const owners = new AsyncLocalStorage<object>();
const waits = followUnheldWaits(() => owners.getStore());

it.each([
  ['a timer', () => setTimeout(() => {}, 5), 'a timer of 5 ms'],
  ['a promised timer', () => void wait(6), 'a timer of 6 ms'],
  ['a hash', () => pbkdf2('a', 'b', 1, 8, 'sha256', () => {}), 'crypto.pbkdf2'],
  ['a file', () => readFile(import.meta.filename, () => {}), 'a file'],
])('tells %s with the line that began it, until it is over', async (_name, begin, what) => {
  const owner = {};
  owners.run(owner, begin);
  expect(waits.of(owner)).toEqual([{ what, where: expect.stringMatching(/unheld-waits\.test\.ts:\d+$/) }]);
  expect(waits.of({})).toEqual([]);
  await expect.poll(() => waits.of(owner)).toEqual([]);
  expect(waits.takeOver(owner)[0]).toMatchObject({ what });
  expect(waits.takeOver(owner)).toEqual([]);
});

it('leaves out the timers that Node sets for itself, such as that of the Date of answers', async () => {
  const owner = {};
  const server = createServer((_req, res) => owners.run(owner, () => res.end('ok'))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const [res] = await once(get({ port: (server.address() as AddressInfo).port, agent: false }), 'response');
  res.resume();
  const timers = waits.of(owner).filter(({ what }) => what.startsWith('a timer'));
  expect(timers).toEqual([]);
  server.close();
});

it('settles when what nobody owns is over, timers apart', async () => {
  let isOver = false;
  pbkdf2('a', 'b', 20_000, 8, 'sha256', () => {
    isOver = true;
  });
  const timer = setTimeout(() => {}, 60_000);
  await waits.settled(60_000);
  expect(isOver).toBe(true);
  clearTimeout(timer);
});
