import { expect, it, onTestFinished } from 'vitest';
import { noFaults, patchFaults } from '../contract/faults/faults.ts';
import { defaultLabConfig } from '../contract/options/lab-config.ts';
import { createLabPool } from './lab-pool.ts';

it('gives a lab that begins with faults, as after a crash, no used one, which would have none', async () => {
  const pool = createLabPool();
  onTestFinished(() => pool.close());
  const settings = {
    config: defaultLabConfig(),
    handler: null,
    origin: process.hrtime.bigint(),
    clock: 0,
    port: 0,
  };
  const used = await pool.create(settings);
  await used.close();
  const faults = patchFaults(noFaults, { clock: { skew: 5000 } });
  const lab = await pool.create({ ...settings, faults });
  expect(await lab.fault({ sender: { givesUpAfter: 0 } })).toEqual(faults);
});
