import { describe, expect, it } from 'vitest';
import { defaultLabConfig } from '../options/lab-config.ts';
import type { BareCell, OutcomeName } from './compare.ts';
import { combinationsOf, differenceWords, gridOf, layOut } from './compare-grid.ts';

const dimensions = [
  { key: 'resave', values: ['true', 'false'] },
  { key: 'rolling', values: ['true', 'false'] },
  { key: 'store', values: ['memory', 'sqlite', 'memory-no-touch'] },
];
const cellsWith = (nameAt: (values: string[]) => OutcomeName): BareCell[] =>
  combinationsOf(dimensions).map((values) => ({
    values,
    outcome: { name: nameAt(values), of: null, why: '' },
    expectations: [],
    race: null,
    config: defaultLabConfig(),
  }));

describe('a comparison as rows and columns', () => {
  it('has the last dimension across and every combination of the others down', () => {
    const { columns, rows } = layOut(dimensions, combinationsOf(dimensions));
    expect(columns).toEqual(['store=memory', 'store=sqlite', 'store=memory-no-touch']);
    expect(rows.map(({ name }) => name)).toEqual([
      'resave=true rolling=true',
      'resave=true rolling=false',
      'resave=false rolling=true',
      'resave=false rolling=false',
    ]);
    expect(rows[2]?.cells[1]).toEqual(['false', 'true', 'sqlite']);
  });

  it('is one row without a name where one option is varied', () => {
    expect(layOut(dimensions.slice(0, 1), ['a', 'b'])).toEqual({
      columns: ['resave=true', 'resave=false'],
      rows: [{ name: '', cells: ['a', 'b'] }],
    });
  });

  it('marks what does not come out as most do', () => {
    const cells = cellsWith(([, , store]) => (store === 'sqlite' ? 'lost' : 'kept'));
    const { rows } = gridOf({ dimensions, cells });
    expect(rows.map((row) => row.cells.map(({ differs }) => differs))).toEqual(
      Array(4).fill([false, true, false]),
    );
  });

  it('marks nothing in a tie: half of the cells are no exception', () => {
    const cells = cellsWith(([resave]) => (resave === 'true' ? 'lost' : 'kept'));
    const { rows } = gridOf({ dimensions, cells });
    expect(rows.flatMap((row) => row.cells).some(({ differs }) => differs)).toBe(false);
  });

  it('tells cells apart by which expectations hold, where they come to the same', () => {
    const step = { step: 0, expectation: { sessions: 1 }, expected: '', seen: '', event: null };
    const cells = cellsWith(() => 'not as expected').map((cell, place) => ({
      ...cell,
      expectations: [
        { ...step, holds: false },
        { ...step, holds: place >= 6 },
      ],
    }));
    expect(differenceWords({ decidedBy: ['resave'], cells })).toBe('resave alone decides how it comes out.');
    const alike = cells.slice(0, 6);
    expect(differenceWords({ decidedBy: [], cells: alike })).toBe(
      'Every combination comes to the same: not as expected, 0 of 2 expectations hold.',
    );
    const { rows } = gridOf({ dimensions, cells: [...alike, ...cells.slice(6, 9), ...alike.slice(0, 3)] });
    expect(rows.map((row) => row.cells.map(({ differs }) => differs))).toEqual([
      [false, false, false],
      [false, false, false],
      [true, true, true],
      [false, false, false],
    ]);
  });

  it('says in a sentence what decides it', () => {
    const words = (decidedBy: string[], nameAt: (values: string[]) => OutcomeName) =>
      differenceWords({ decidedBy, cells: cellsWith(nameAt) });
    const byResave = ([resave]: string[]) => (resave === 'true' ? 'lost' : 'kept');
    expect(words([], () => 'kept')).toBe('Every combination comes to the same: kept.');
    expect(words(['resave'], byResave)).toBe('resave alone decides how it comes out.');
    expect(words([], byResave)).toBe('It takes more than one of these options to tell how it comes out.');
  });
});
