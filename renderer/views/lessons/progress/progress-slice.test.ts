import { describe, expect, it } from 'vitest';
import { create } from 'zustand';
import { createProgressSlice, type ProgressSlice } from './progress-slice.ts';

function storage(text: string | null = null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
  };
}
const storeOn = (on: ReturnType<typeof storage>) => create<ProgressSlice>(createProgressSlice(on));

describe('progress', () => {
  it('is there again at the next visit', () => {
    const on = storage();
    storeOn(on).getState().note('two-writers', { passed: true });
    expect(storeOn(on).getState().progress).toEqual({ 'two-writers': { passed: true, done: false } });
  });

  it('keeps what was reached once, whatever later runs show', () => {
    const { getState } = storeOn(storage());
    getState().note('two-writers', { passed: true });
    getState().note('two-writers', { passed: false, done: true });
    getState().visit('two-writers');
    expect(getState().progress['two-writers']).toEqual({ passed: true, done: true });
  });

  it('tells a lesson that was opened from one that was not', () => {
    const { getState } = storeOn(storage());
    getState().visit('fixation');
    expect(getState().progress).toEqual({ fixation: { passed: false, done: false } });
  });

  it('begins anew where what is kept makes no sense, or storage throws', () => {
    expect(storeOn(storage('{"a":1}')).getState().progress).toEqual({});
    const { getState } = create<ProgressSlice>(
      createProgressSlice({
        getItem: () => null,
        setItem: () => {
          throw new Error('forbidden');
        },
      }),
    );
    getState().visit('fixation');
    expect(getState().progress).toHaveProperty('fixation');
  });
});
