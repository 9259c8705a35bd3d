import session, { type SessionData } from 'express-session';
import { describe, expect, it, vi } from 'vitest';
import { type Faults, faultPatchSchema, noFaults } from '../../contract/faults/faults.ts';
import { createMemoryStore, createMemoryStoreWithoutTouch } from '../../stores/memory.ts';
import { createLabFaults } from './lab-faults.ts';

function covered(labStore = createMemoryStore()) {
  const { store } = labStore;
  const told: Array<Faults['store']> = [];
  const faults = createLabFaults({
    beginning: noFaults,
    stores: () => [store],
    onChange: ({ store: now }) => told.push(now),
  });
  faults.cover(store);
  const set = (sid: string, data: SessionData) =>
    new Promise<string>((resolve) => store.set(sid, data, (error) => resolve(error?.message ?? 'done')));
  const patch = (given: object) => faults.patch(faultPatchSchema.parse(given)).store;
  return { labStore, store, faults, told, set, patch };
}

const data = (views: number): SessionData => Object.assign(Object.create(null), { cookie: {}, views });

describe('a store that nothing is wrong with', () => {
  it('is called as it is: same this, same arguments, same answer', () => {
    const { store } = createMemoryStore();
    const seen: unknown[] = [];
    Reflect.set(store, 'get', function get(this: unknown, ...args: unknown[]) {
      seen.push(this, ...args);
      return 'what it returned';
    });
    createLabFaults({ beginning: noFaults, stores: () => [], onChange: () => {} }).cover(store);
    const callback = () => {};
    expect(store.get('s1', callback)).toBe('what it returned');
    expect(seen).toEqual([store, 's1', callback]);
    expect(store).toBeInstanceOf(session.MemoryStore);
    expect(Object.keys(store)).not.toContain('destroy');
  });

  it('has no touch where it had none', () => {
    const { store } = covered(createMemoryStoreWithoutTouch());
    expect(typeof store.touch).toBe('undefined');
  });
});

describe('latency', () => {
  it('lets the store do it later, with what it was given when it was called', async () => {
    const { labStore, set, patch } = covered();
    patch({ set: { latency: 30 } });
    const given = data(1);
    const saved = set('s1', given);
    given.views = 2;
    expect(await labStore.snapshot()).toEqual({});
    expect(await saved).toBe('done');
    expect(JSON.parse((await labStore.snapshot())['s1'] ?? '')).toMatchObject({ views: 1 });
  });

  it('is of that operation alone', async () => {
    const { store, set, patch } = covered();
    patch({ touch: { latency: 20_000 } });
    await set('s1', data(1));
    expect(await new Promise((done) => store.get('s1', (_, found) => done(found?.views)))).toBe(1);
  });
});

describe('failing', () => {
  it('does nothing, says why, and counts down to none', async () => {
    const { labStore, set, patch, told, faults } = covered();
    patch({ set: { fails: 2, message: 'READONLY' } });
    expect([await set('s1', data(1)), await set('s1', data(1))]).toEqual(['READONLY', 'READONLY']);
    expect(await labStore.snapshot()).toEqual({});
    expect(await set('s1', data(1))).toBe('done');
    expect(told.map(({ set: of }) => of?.fails ?? null)).toEqual([2, 1, null]);
    expect(faults.current()).toEqual(noFaults);
  });

  it('that is always does not count', async () => {
    const { set, patch, told } = covered();
    patch({ set: { fails: 'always' } });
    for (let i = 0; i < 3; i++) expect(await set('s1', data(1))).toBe('The store failed.');
    patch({ set: null });
    expect(await set('s1', data(1))).toBe('done');
    expect(told).toHaveLength(2);
  });

  it('leaves the latency when the failures are used up', async () => {
    const { set, patch, faults } = covered();
    patch({ set: { fails: 1, latency: 10 } });
    expect(await set('s1', data(1))).toBe('The store failed.');
    expect(faults.current().store.set).toMatchObject({ fails: 0, latency: 10 });
  });
});

describe('disconnecting', () => {
  it('is said once, and once when it is over', () => {
    const { store, patch } = covered();
    const heard = vi.fn();
    store.on('disconnect', () => heard('disconnect')).on('connect', () => heard('connect'));
    patch({ connected: false });
    patch({ connected: false, get: { latency: 5 } });
    patch('none' as never);
    expect(heard.mock.calls.flat()).toEqual(['disconnect', 'connect']);
  });

  it('fails what is called, and what is under way', async () => {
    const { labStore, set, patch } = covered();
    patch({ set: { latency: 30 } });
    const underWay = set('s1', data(1));
    patch({ connected: false, set: null });
    expect(await set('s1', data(1))).toBe('The store is disconnected.');
    expect(await underWay).toBe('The store is disconnected.');
    expect(await labStore.snapshot()).toEqual({});
  });
});
