import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createMessagesSlice } from './messages.ts';

const texts = (store: ReturnType<typeof newStore>) => store.getState().toasts.map(({ text }) => text);
const newStore = () => createStore(createMessagesSlice);

describe('messages', () => {
  it('go when they are dismissed', () => {
    const store = newStore();
    store.getState().notify({ kind: 'done', text: 'a' });
    store.getState().notify({ kind: 'done', text: 'b' });
    store.getState().dismiss(store.getState().toasts[0]?.id ?? -1);
    expect(texts(store)).toEqual(['b']);
  });
  it('are not said twice at once', () => {
    const store = newStore();
    for (const text of ['lost', 'other', 'lost']) store.getState().notify({ kind: 'error', text });
    expect(texts(store)).toEqual(['other', 'lost']);
  });
  it('never pile up', () => {
    const store = newStore();
    for (const text of ['1', '2', '3', '4']) store.getState().notify({ kind: 'error', text });
    expect(texts(store)).toEqual(['2', '3', '4']);
  });
});
