import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { answerTo, sampleSetup } from '../sample-race.test-helper.ts';
import { flipped } from '../setup/fixes.ts';
import { createAnswerSlice } from './answer-slice.ts';

const plain = sampleSetup();
const first = answerTo(plain);
const cured = answerTo(flipped('resave', plain), 0);
const progress = { states: 10, rate: 100, done: 0.5, left: 100 };

describe('what the engine says', () => {
  it('is shown beside the answer before, where only something beside the requests is another', () => {
    const { getState } = createStore(createAnswerSlice);
    getState().take(first);
    expect(getState().earlier).toBeNull();
    getState().take(cured);
    expect(getState()).toMatchObject({ answer: cured, earlier: first });
    getState().take(answerTo({ ...plain, before: [] }));
    expect(getState().earlier).toBeNull();
  });

  it('asked again keeps the answer before', () => {
    const { getState } = createStore(createAnswerSlice);
    getState().take(first);
    getState().take(cured);
    getState().take({ ...cured });
    expect(getState().earlier).toBe(first);
  });

  it('about another question than the one under way is not heard', () => {
    const { getState } = createStore(createAnswerSlice);
    getState().begin(cured, new AbortController());
    getState().setProgress(first, progress);
    getState().fail(first, null, 'late');
    expect(getState()).toMatchObject({ exploring: { asked: cured, progress: null }, failure: null });
    getState().setProgress(cured, progress);
    expect(getState().exploring?.progress).toEqual(progress);
    getState().fail(cured, 'requests.0', 'no');
    expect(getState()).toMatchObject({ exploring: null, failure: { at: 'requests.0', message: 'no' } });
  });

  it('is not waited for any more when it is cancelled, or another question comes', () => {
    const { getState } = createStore(createAnswerSlice);
    const [one, two] = [new AbortController(), new AbortController()];
    getState().begin(first, one);
    getState().begin(cured, two);
    expect([one.signal.aborted, two.signal.aborted]).toEqual([true, false]);
    getState().cancel();
    expect(two.signal.aborted).toBe(true);
    expect(getState().exploring).toBeNull();
  });

  it('of a cure holds for the answer that it was tried on only', () => {
    const { getState } = createStore(createAnswerSlice);
    getState().take(first);
    getState().setTrial('resave', { of: first.key, status: 'running' });
    getState().setTrial('save', { of: cured.key, status: 'running' });
    expect(Object.keys(getState().trials)).toEqual(['resave']);
    getState().take(cured);
    expect(getState().trials).toEqual({});
  });
});
