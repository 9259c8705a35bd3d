import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { create } from 'zustand';
import { keptByDesktop, persisted, type VisitStorage } from './persisted.ts';
import { storageWith } from './storage.test-helper.ts';

/** One storage as two pages have it: what one writes, the other is told. */
function twoPages() {
  const storage = storageWith();
  const listeners: Array<{ page: number; name: string; listener: () => void }> = [];
  let writes = 0;
  const pageOf = (page: number): VisitStorage => ({
    ...storage,
    setItem: (name, text) => {
      writes += 1;
      const isNew = storage.getItem(name) !== text;
      storage.setItem(name, text);
      if (!isNew) return;
      for (const one of listeners) if (one.page !== page && one.name === name) one.listener();
    },
    onWrittenElsewhere: (name, listener) => void listeners.push({ page, name, listener }),
  });
  return { storages: [pageOf(1), pageOf(2)] as const, writes: () => writes };
}

type Kept = { theme: string; size: number; draft: string };
const open = (storage: VisitStorage) =>
  create<Kept>()(
    persisted<Kept>(
      storage,
      { name: 'kept', fields: { theme: z.string(), size: z.number() }, before: () => ({}) },
      () => ({ theme: 'light', size: 1, draft: '' }),
    ),
  );

describe('what two pages keep', () => {
  it('is taken by each from the other, so that neither overwrites what the other changed', () => {
    const { storages } = twoPages();
    const [one, other] = [open(storages[0]), open(storages[1])];
    other.setState({ draft: 'its own' });
    one.setState({ theme: 'dark' });
    expect(other.getState()).toEqual({ theme: 'dark', size: 1, draft: 'its own' });
    other.setState({ size: 2 });
    expect(one.getState()).toEqual({ theme: 'dark', size: 2, draft: '' });
    expect(open(storages[0]).getState()).toMatchObject({ theme: 'dark', size: 2 });
  });

  it('can be changed back to what this page wrote before the other did', () => {
    const { storages } = twoPages();
    const [one, other] = [open(storages[0]), open(storages[1])];
    one.setState({ theme: 'dark' });
    other.setState({ theme: 'light' });
    one.setState({ theme: 'dark' });
    expect(other.getState().theme).toBe('dark');
  });

  it('is not written again by the page that took it', () => {
    const { storages, writes } = twoPages();
    const [one] = [open(storages[0]), open(storages[1])];
    const before = writes();
    one.setState({ theme: 'dark' });
    expect(writes()).toBe(before + 1);
  });
});

describe('what the desktop keeps for the page', () => {
  it('is there at the start, and told at every change; a refusal costs the memory only', async () => {
    const told: unknown[] = [];
    const desktop = {
      kept: { kept: '{"state":{"theme":"dark"},"version":1}' },
      keep: async (item: unknown) => {
        told.push(item);
        throw new Error('keep: refused, there is no room for more');
      },
    };
    const storage = keptByDesktop(desktop);
    if (storage === null) throw new Error('expected the desktop’s storage');
    const store = open(storage);
    expect(store.getState().theme).toBe('dark');
    store.setState({ size: 2 });
    expect(told).toEqual([{ name: 'kept', text: '{"state":{"theme":"dark","size":2},"version":1}' }]);
    expect(store.getState().size).toBe(2);
    await new Promise(setImmediate);
    expect(keptByDesktop(null)).toBeNull();
  });
});
