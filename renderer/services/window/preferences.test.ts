import { describe, expect, it } from 'vitest';
import { forbiddenStorage, storageWith } from '../../storage.test-helper.ts';
import { rootAttributes } from './preferences.ts';
import { createWindowStore } from './window-store.ts';

describe('how the window looks', () => {
  it('follows the system at first', () => {
    const preferences = createWindowStore(storageWith()).getState();
    expect(rootAttributes(preferences, true).theme).toBe('dark');
    expect(rootAttributes(preferences, false).theme).toBe('light');
  });
  it('keeps what was chosen, whatever the system says', () => {
    const kept = storageWith();
    createWindowStore(kept).getState().setTheme('light');
    createWindowStore(kept).getState().setSize('presenter');
    expect(rootAttributes(createWindowStore(kept).getState(), true)).toEqual({
      theme: 'light',
      size: 'presenter',
    });
  });
  it('is as a visit before there were versions left it', () => {
    const kept = storageWith({ theme: 'dark', size: 'presenter' });
    expect(createWindowStore(kept).getState()).toMatchObject({ theme: 'dark', size: 'presenter' });
    createWindowStore(kept).getState().setTheme('light');
    expect(createWindowStore(kept).getState()).toMatchObject({ theme: 'light', size: 'presenter' });
  });
  it.each([
    [{ theme: 'pink', size: 'huge' }],
    [{ window: '{"state":{"theme":"pink","size":7},"version":1}' }],
    [{ window: '{"state":null,"version":1}' }],
    [{ window: '{' }],
  ])('is not confused by what else is in the storage: %j', (left) => {
    expect(createWindowStore(storageWith(left)).getState()).toMatchObject({
      theme: 'system',
      size: 'normal',
    });
  });
  it('takes of another version what it knows', () => {
    const window = '{"state":{"theme":"dark","size":"huge","font":"serif"},"version":7}';
    expect(createWindowStore(storageWith({ window })).getState()).toMatchObject({
      theme: 'dark',
      size: 'normal',
    });
  });
  it('can be changed where storage is forbidden', () => {
    const store = createWindowStore(forbiddenStorage);
    store.getState().setTheme('dark');
    expect(store.getState().theme).toBe('dark');
  });
  it('is all that is kept: a message, or a dialog that is open, is not written', () => {
    const kept = storageWith();
    const store = createWindowStore(kept);
    store.getState().open('clock');
    store.getState().notify({ kind: 'done', text: 'Saved.' });
    expect(JSON.parse(kept.getItem('window') ?? '')).toEqual({
      state: { theme: 'system', size: 'normal' },
      version: 1,
    });
  });
});
