import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createPreferencesSlice, rootAttributes } from './preferences.ts';

const storage = (held: Record<string, string> = {}) => ({
  getItem: (key: string) => held[key] ?? null,
  setItem: (key: string, value: string) => {
    held[key] = value;
  },
});
const storeWith = (kept = storage()) => createStore(createPreferencesSlice(kept));

describe('how the window looks', () => {
  it('follows the system at first', () => {
    const preferences = storeWith().getState();
    expect(rootAttributes(preferences, true).theme).toBe('dark');
    expect(rootAttributes(preferences, false).theme).toBe('light');
  });
  it('keeps what was chosen, whatever the system says', () => {
    const kept = storage();
    storeWith(kept).getState().setTheme('light');
    storeWith(kept).getState().setSize('presenter');
    expect(rootAttributes(storeWith(kept).getState(), true)).toEqual({ theme: 'light', size: 'presenter' });
  });
  it('is not confused by what else is in the storage', () => {
    expect(storeWith(storage({ theme: 'pink', size: 'huge' })).getState()).toMatchObject({
      theme: 'system',
      size: 'normal',
    });
  });
});
