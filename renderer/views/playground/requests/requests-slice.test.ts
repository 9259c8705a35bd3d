import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createRequestsSlice, progressOf } from './requests-slice.ts';

describe('the sequence', () => {
  it('keeps equal requests apart, so that one can be removed', () => {
    const store = createStore(createRequestsSlice);
    const spec = { send: { browser: 'alice', path: '/views' } };
    store.getState().addToSequence(spec);
    store.getState().addToSequence(spec);
    store.getState().removeFromSequence(store.getState().sequence[0]?.key ?? -1);
    expect(store.getState().sequence).toHaveLength(1);
  });

  it('keeps those of before a reload apart from new ones', () => {
    const store = createStore(createRequestsSlice);
    const step = { send: { browser: 'alice', path: '/views' } };
    store.setState({ sequence: [0, 1, 2].map((key) => ({ key, step })) });
    store.getState().addToSequence(step);
    expect(new Set(store.getState().sequence.map(({ key }) => key)).size).toBe(4);
  });
});

describe('progress', () => {
  it('counts what is done of what was started', () => {
    expect(progressOf(1000, 963)).toEqual({ done: 37, total: 1000 });
  });
  it('is not shown when nothing is under way', () => {
    expect(progressOf(1000, 0)).toBeNull();
  });
  it('never counts below zero, as after a reload in the middle', () => {
    expect(progressOf(0, 12)).toEqual({ done: 0, total: 12 });
  });
  it('is begun by what was asked for, until the app answers or all of it is over', () => {
    const store = createStore(createRequestsSlice);
    store.getState().start(5);
    store.getState().start(1);
    store.getState().answered(5);
    expect(store.getState()).toMatchObject({ started: 6, asked: 1 });
    store.getState().finish();
    store.getState().answered(1);
    expect(store.getState()).toMatchObject({ started: 0, asked: 0 });
  });
});
