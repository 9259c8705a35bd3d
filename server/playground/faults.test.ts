import { expect, it } from 'vitest';
import { noFaults } from '../contract/faults/faults.ts';
import { ofType, stand } from './stand.test-helper.ts';

const slow = { latency: 200, fails: 0, message: 'The store failed.' } as const;

it('what goes wrong with the store is in the state and in the log', async () => {
  const { playground } = await stand();
  expect(await playground.fault({ set: slow })).toEqual({ ok: true });
  expect(playground.state().faults).toEqual({ ...noFaults, store: { ...noFaults.store, set: slow } });
  await playground.settled();
  expect(ofType(playground.log().events, 'faults').map(({ faults }) => faults.store.set)).toEqual([slow]);
});

it('a reset ends it, and undoing the reset brings it back', async () => {
  const { playground, fake } = await stand();
  await playground.fault({ connected: false });
  await playground.reset();
  expect(playground.state().faults).toEqual(noFaults);
  expect(fake.newest().settings.faults).toEqual(noFaults);
  await playground.undoReset();
  expect(playground.state().faults.store.connected).toBe(false);
  expect(fake.newest().settings.faults).toMatchObject({ store: { connected: false } });
});

it('a fresh lab after a crash has the same faults', async () => {
  const { playground, fake } = await stand();
  await playground.fault({ set: slow });
  const crashed = fake.newest();
  const states = playground.states(AbortSignal.timeout(5000));
  await crashed.end({ reason: 'crashed', message: 'it crashed', requests: [] });
  for await (const { lab } of states) if (fake.newest() !== crashed && lab.status === 'running') break;
  expect(fake.newest().settings.faults).toMatchObject({ store: { set: slow } });
});
