import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { allVaried, type DimensionDraft, dimensionsOf, readSpec, withToggled } from './dimensions.ts';
import { createSetupSlice, draftFor, firstScenario } from './setup-slice.ts';

const draft = (key: string, text: string, id = 0): DimensionDraft => ({ id, key, text });
const read = (...drafts: DimensionDraft[]) => readSpec(firstScenario, drafts);

describe('a span of time', () => {
  it('is taken as the option’s own field takes it', () => {
    expect(dimensionsOf([draft('cookie.maxAge', '1m, 60s, 90000, soon')])).toEqual([
      { key: 'cookie.maxAge', values: ['60000', '60000', '90000', 'soon'] },
    ]);
  });
});

describe('what is varied', () => {
  it('is asked with its values, of which those in brackets stay whole', () => {
    const made = read(draft('secret', '["a", "b"], ["b"]'), draft('resave', 'true,, false', 1));
    expect(made).toMatchObject({
      ok: true,
      spec: {
        dimensions: [
          { key: 'secret', values: ['["a", "b"]', '["b"]'] },
          { key: 'resave', values: ['true', 'false'] },
        ],
      },
    });
  });

  it('is refused where values are missing or twice, or the combinations are too many', () => {
    expect(read()).toMatchObject({ ok: false, id: null });
    expect(read(draft('resave', ' , ', 7))).toMatchObject({ ok: false, id: 7 });
    expect(read(draft('cookie.maxAge', '1, 2, 1', 3))).toEqual({
      ok: false,
      id: 3,
      problem: { code: 'value-twice', at: 'dimensions[0].values', params: { value: '1' } },
    });
    const many = Array.from({ length: 9 }, (_, value) => value).join();
    expect(read(draft('cookie.maxAge', many), draft('name', many, 1))).toMatchObject({
      ok: false,
      problem: { code: 'too-many-combinations', params: { count: 81, most: 64 } },
    });
  });

  it('takes a value in and out again, in the order of all that there are', () => {
    const one = draft('store', 'sqlite');
    const two = withToggled(one, 'memory');
    expect(two.text).toBe('memory, sqlite');
    expect(withToggled(two, 'sqlite').text).toBe('memory');
  });

  it('begins, whatever is chosen, with values that the option takes', () => {
    for (const { key, values } of allVaried)
      if (values !== null) expect(read(draftFor(0, key)), key).toMatchObject({ ok: true });
  });
});

describe('the list of what is varied', () => {
  it('grows by what is not in it, up to four', () => {
    const { getState } = createStore(createSetupSlice);
    expect(getState().dimensions.map(({ key }) => key)).toEqual(['resave', 'store']);
    for (let times = 0; times < 5; times += 1) getState().addDimension();
    const keys = getState().dimensions.map(({ key }) => key);
    expect(keys).toHaveLength(4);
    expect(new Set(keys).size).toBe(4);
  });

  it('loses one, and gives its place to none', () => {
    const { getState } = createStore(createSetupSlice);
    getState().removeDimension(0);
    getState().addDimension();
    expect(getState().dimensions.map(({ id, key }) => [id, key])).toEqual([
      [1, 'store'],
      [2, 'resave'],
    ]);
  });
});
