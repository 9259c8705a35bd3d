import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { namedRequest, requestIdHeader } from '../contract/endpoints.ts';
import { noFaults, patchFaults } from '../contract/faults/faults.ts';
import { defaultLabConfig, labConfigSchema } from '../contract/options/lab-config.ts';
import { recordOf } from '../log/event-record.ts';
import type { Drained } from '../log/source.ts';
import type { Lab } from './lab.ts';
import { createLabPool } from './lab-pool.ts';
import { eventsUntil } from './running-lab.test-helper.ts';

const fresh = () => ({
  config: defaultLabConfig(),
  handler: null,
  origin: process.hrtime.bigint(),
  clock: 0,
  port: 0,
});

it('gives a lab that begins with faults, as after a crash, no used one, which would have none', async () => {
  const pool = createLabPool();
  onTestFinished(() => pool.close());
  const settings = fresh();
  const used = await pool.create(settings);
  await used.close();
  const faults = patchFaults(noFaults, { clock: { skew: 5000 } });
  const lab = await pool.create({ ...settings, faults });
  expect(await lab.fault({ sender: { givesUpAfter: 0 } })).toEqual(faults);
});

it('tells whoever has closed a lab what was left, and nothing of whoever has it next', async () => {
  const pool = createLabPool();
  onTestFinished(() => pool.close());
  const given = fresh();
  const first = await pool.create(given);
  await fetch(`${first.url}/views`);
  await first.close();
  const second = await pool.create(fresh());
  expect(second.url).toBe(first.url);
  await fetch(`${second.url}/me`);
  const urls = ({ events }: Drained) =>
    events
      .map((told) => recordOf(told).event())
      .flatMap((event) => (event.type === 'arrived' ? event.url : []));
  const { origin } = given;
  const now = Number((process.hrtime.bigint() - origin) / 1000n);
  const left = await first.drain();
  expect(urls(left)).toEqual(['/views']);
  expect(left.upTo).toBeGreaterThanOrEqual(now);
  await expect(first.drain()).rejects.toThrow('closed');
  expect(urls(await second.drain())).toEqual(['/me']);
});

it('tells of a request all that happens, also where one of its name was cut off in the log before', async () => {
  const pool = createLabPool();
  onTestFinished(() => pool.close());
  const first = await pool.create(fresh());
  const named = (lab: Lab, path: string) =>
    fetch(lab.url + path, { headers: { [requestIdHeader]: namedRequest(lab.key, 'A') } });
  const cut = named(first, '/views?work=5000').catch(() => null);
  await eventsUntil(first, ({ type }) => type === 'work');
  await first.restart({ kill: true, config: defaultLabConfig() });
  await cut;
  await first.close();
  const second = await pool.create(fresh());
  expect(second.url).toBe(first.url);
  await named(second, '/views');
  const types = (await second.drain()).events.map((told) => recordOf(told).type);
  expect(types.slice(0, 2)).toEqual(['arrived', 'verdict']);
  expect(types.at(-1)).toBe('responded');
});

it('begins with the first of several instances, whoever had the lab before', async () => {
  const pool = createLabPool();
  onTestFinished(() => pool.close());
  const settings = () => ({ ...fresh(), config: labConfigSchema.parse({ instances: 3 }) });
  const places = async (lab: Lab) => {
    for (let i = 0; i < 4; i++) await fetch(`${lab.url}/me`);
    const events = (await lab.drain()).events.map((told) => recordOf(told).event());
    await lab.close();
    return events.flatMap((event) => (event.type === 'arrived' ? [event.place] : []));
  };
  const first = await places(await pool.create(settings()));
  expect(await places(await pool.create(settings()))).toEqual(first);
  expect(first).toEqual(['1', '2', '3', '1']);
});

it('never gives anybody a lab in which a typed-in handler ran', async () => {
  const pool = createLabPool();
  onTestFinished(() => pool.close());
  const first = await pool.create({ ...fresh(), handler: '(req, res) => { res.send("mine"); }' });
  await first.close();
  const second = await pool.create(fresh());
  expect(second.url).not.toBe(first.url);
  await expect(fetch(first.url)).rejects.toThrow();
});

it('gives a store that is code a lab of its own, which nobody has after it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lab-pool-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const module = join(folder, 'store.mjs');
  await writeFile(module, 'export default (session) => class extends session.MemoryStore {};');
  const pool = createLabPool();
  onTestFinished(() => pool.close());
  const first = await pool.create(fresh());
  await first.close();
  const given = { ...fresh(), config: { ...defaultLabConfig(), store: { kind: 'module' as const, module } } };
  const ofCode = await pool.create(given);
  expect(ofCode.url).not.toBe(first.url);
  await ofCode.close();
  const others = [await pool.create(fresh()), await pool.create(fresh())];
  expect(others.map(({ url }) => url)).toContain(first.url);
  expect(others.map(({ url }) => url)).not.toContain(ofCode.url);
  await expect(fetch(ofCode.url)).rejects.toThrow();
});

it('is over at once for whoever has closed a lab that had nothing left to tell', async () => {
  const pool = createLabPool();
  onTestFinished(() => pool.close());
  const lab = await pool.create(fresh());
  await lab.drain();
  await lab.close();
  await expect(lab.drain()).rejects.toThrow('closed');
});
