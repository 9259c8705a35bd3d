import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defaultLabConfig } from '../../../../server/contract/options/lab-config.ts';
import { withOption } from '../../../parts/options/option-value.ts';
import { createOptionsSlice } from './options-slice.ts';

const first = defaultLabConfig();
const second = withOption(first, 'resave', false);
const third = withOption(second, 'rolling', true);

const edited = () => {
  const store = createStore(createOptionsSlice);
  store.getState().change(first, second);
  store.getState().change(second, third);
  return store;
};

describe('undoing a change of the options', () => {
  it('goes back one change at a time, and forward again', () => {
    const { getState } = edited();
    expect(getState().undo(third)).toEqual(second);
    expect(getState().undo(second)).toEqual(first);
    expect(getState().undo(first)).toBeNull();
    expect(getState().redo(first)).toEqual(second);
    expect(getState().redo(second)).toEqual(third);
    expect(getState().redo(third)).toBeNull();
  });
  it('drops what lay ahead when something else is changed', () => {
    const { getState } = edited();
    getState().undo(third);
    getState().change(second, first);
    expect(getState().redo(first)).toBeNull();
  });
  it('does not offer a change that the lab did not take', () => {
    const { getState } = edited();
    getState().takeBack();
    expect(getState().undo(second)).toEqual(first);
  });
});

describe('a refused value', () => {
  it('keeps its words until the field is right', () => {
    const { getState } = edited();
    getState().refuse('name', 'expected a cookie name');
    getState().refuse('cookie.path', 'expected a path');
    getState().accept('name');
    expect(getState().refusals).toEqual({ 'cookie.path': 'expected a path' });
  });
});
