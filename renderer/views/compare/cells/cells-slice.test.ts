import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Cell, CompareSpec, OutcomeName } from '../../../../server/contract/compare/compare.ts';
import { defaultLabConfig } from '../../../../server/contract/options/lab-config.ts';
import { load, logged, messageOf, save } from '../../../history/sample-log.test-helper.ts';
import { type AnswerSlice, createAnswerSlice } from '../answer/answer-slice.ts';
import { firstScenario } from '../setup/setup-slice.ts';
import { type CellsSlice, createCellsSlice, firstToOpen, partingOf } from './cells-slice.ts';

const found = load('A', [1, {}]);
const written = save('A', { apples: 1 }, { base: 1, before: [1, {}], version: 2 });
const cell = (name: OutcomeName, ...bodies: Parameters<typeof logged>[0][]): Cell => ({
  values: [name],
  outcome: { name, of: null, why: '' },
  expectations: [],
  race: null,
  config: defaultLabConfig(),
  log: messageOf(logged(bodies.flat())),
});
const cells = [cell('kept', found, written), cell('kept', found, written), cell('lost', found)];

const spec: CompareSpec = {
  scenario: firstScenario,
  dimensions: [{ key: 'resave', values: ['true', 'false', 'true'] }],
};
const comparison = {
  title: '',
  claim: null,
  dimensions: spec.dimensions,
  cells,
  decidedBy: [],
  notRaced: null,
  versions: { node: '24', express: '5', expressSession: '1.19' },
};

function opening() {
  const store = createStore<CellsSlice & AnswerSlice>((set, get, api) => ({
    ...createAnswerSlice(set, get, api),
    ...createCellsSlice(set, get, api),
  }));
  store.getState().begin(spec, new AbortController());
  store.getState().take({ spec, comparison });
  return { ...store.getState(), now: store.getState };
}
const places = ({ opened }: CellsSlice) => opened.map(({ place }) => place);

describe('the combinations that are open', () => {
  it('are one, or a second beside the first', () => {
    const { open, openBeside, close, now } = opening();
    open(1);
    openBeside(2);
    expect(places(now())).toEqual([1, 2]);
    openBeside(0);
    expect(places(now())).toEqual([1, 0]);
    close(1);
    expect(places(now())).toEqual([0]);
    open(2);
    expect(places(now())).toEqual([2]);
  });

  it('are looked at where the two part; where one has ended, at its end', () => {
    const { open, openBeside, point, goToParting, now } = opening();
    open(0);
    openBeside(2);
    const parted = [
      { place: 0, cursor: found.length },
      { place: 2, cursor: found.length - 1 },
    ];
    expect(now().opened).toEqual(parted);
    point(0, 'live');
    goToParting();
    expect(now().opened).toEqual(parted);
  });

  it('keep their places where both are alike to the end', () => {
    const { open, openBeside, now } = opening();
    open(0);
    openBeside(1);
    expect(now().opened.map(({ cursor }) => cursor)).toEqual(['live', 'live']);
  });

  it('are stepped through side by side, each from where it is', () => {
    const { openAll, point, move, now } = opening();
    openAll([0, 1]);
    point(0, 1);
    move('next');
    move('next');
    expect(now().opened).toEqual([
      { place: 0, cursor: 3 },
      { place: 1, cursor: expect.any(Number) },
    ]);
    move('first');
    expect(now().opened.map(({ cursor }) => cursor)).toEqual([0, 0]);
  });
});

describe('where two runs part', () => {
  it('is said in words, of each what it does there', () => {
    const [left, , right] = cells;
    const parting = left && right && partingOf(left, right);
    expect(parting?.words).toEqual(['A asks the store to save session sid-1.', 'Nothing more happens here.']);
  });
});

describe('what is opened first', () => {
  it('is the first combination, beside the first that comes to something else', () => {
    expect(firstToOpen({ cells })).toEqual([0, 2]);
    expect(firstToOpen({ cells: cells.slice(0, 2) })).toEqual([0]);
  });
});

describe('an answer', () => {
  it('to a question that was put aside is dropped', () => {
    const { begin, take, fail, now } = opening();
    const other = { ...spec };
    begin(other, new AbortController());
    take({ spec, comparison: { ...comparison, title: 'late' } });
    fail(spec, null, 'late');
    expect(now()).toMatchObject({
      running: { spec: other },
      answer: { comparison: { title: '' } },
      failure: null,
    });
  });

  it('that is cancelled is given up, and the one before stays', () => {
    const { begin, cancel, now } = opening();
    const stop = new AbortController();
    begin(spec, stop);
    cancel();
    expect(stop.signal.aborted).toBe(true);
    expect(now()).toMatchObject({ running: null, answer: { comparison } });
  });
});
