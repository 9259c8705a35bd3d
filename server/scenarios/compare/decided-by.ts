import { type Cell, cellKeys, type Dimension } from '../../contract/compare/compare.ts';

/** The dimensions each of which, alone, tells how every cell comes out. */
export function decidedBy(
  dimensions: readonly Dimension[],
  cells: ReadonlyArray<Pick<Cell, 'values' | 'outcome' | 'expectations'>>,
): string[] {
  const texts = cellKeys(cells);
  if (new Set(texts).size < 2) return [];
  return dimensions.flatMap(({ key }, place) => {
    const textOf = new Map(cells.map(({ values }, at) => [values[place], texts[at]]));
    return cells.every(({ values }, at) => textOf.get(values[place]) === texts[at]) ? [key] : [];
  });
}
