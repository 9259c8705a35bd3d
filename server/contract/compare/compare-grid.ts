import {
  type BareCell,
  type Comparison,
  cellKeys,
  type Dimension,
  expectationsText,
  outcomeText,
} from './compare.ts';

/** What there is for each combination as rows and columns: the last dimension across, all before it down. */
export type Layout<Item> = { columns: string[]; rows: Array<{ name: string; cells: Item[] }> };

/** `differs`: it does not come out as most cells do; where no outcome has more than half of them, none is marked. */
export type GridCell<Own extends BareCell = BareCell> = { cell: Own; text: string; differs: boolean };
export type Grid<Own extends BareCell = BareCell> = Layout<GridCell<Own>>;

export function gridOf<Own extends BareCell>({
  dimensions,
  cells,
}: {
  dimensions: Dimension[];
  cells: Own[];
}): Grid<Own> {
  const keys = cellKeys(cells);
  const usual = mostFrequent(keys);
  const isUsual = keys.filter((key) => key === usual).length * 2 > keys.length;
  const told = cells.map((cell, place) => ({
    cell,
    text: outcomeText(cell.outcome),
    differs: isUsual && keys[place] !== usual,
  }));
  return layOut(dimensions, told);
}

/** `items`: one for each combination, in the order of `combinationsOf`. */
export function layOut<Item>(dimensions: readonly Dimension[], items: readonly Item[]): Layout<Item> {
  const last = dimensions.at(-1);
  const columns = last?.values.map((value) => `${last.key}=${value}`) ?? [];
  const names = combinationsOf(dimensions.slice(0, -1)).map((values) =>
    combinationName(dimensions.slice(0, -1), values),
  );
  return {
    columns,
    rows: names.map((name, row) => ({
      name,
      cells: items.slice(row * columns.length, (row + 1) * columns.length),
    })),
  };
}

/** Every combination of the values, the last dimension changing fastest. */
export const combinationsOf = (dimensions: readonly Dimension[]): string[][] =>
  dimensions.reduce<string[][]>(
    (combinations, { values }) =>
      combinations.flatMap((combination) => values.map((value) => [...combination, value])),
    [[]],
  );

/** `resave=true store=memory` */
export const combinationName = (dimensions: readonly Dimension[], values: readonly string[]): string =>
  dimensions.map(({ key }, place) => `${key}=${values[place]}`).join(' ');

/** The first of those where several are as frequent. */
function mostFrequent(keys: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Whether, and by what, the cells differ, in a sentence. */
export function differenceWords({
  decidedBy,
  cells,
}: Pick<Comparison, 'decidedBy'> & { cells: readonly BareCell[] }): string {
  const [first] = cells;
  if (first !== undefined && new Set(cellKeys(cells)).size === 1) {
    const isAllHeld = first.expectations.every(({ holds }) => holds);
    const failing = isAllHeld ? '' : `, ${expectationsText(first.expectations)}`;
    return `Every combination comes to the same: ${outcomeText(first.outcome)}${failing}.`;
  }
  const [decider] = decidedBy;
  if (decider === undefined) return 'It takes more than one of these options to tell how it comes out.';
  return `${decidedBy.join(' and ')} alone decide${decidedBy.length === 1 ? 's' : ''} how it comes out.`;
}
