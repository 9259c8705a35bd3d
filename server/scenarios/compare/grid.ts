import { type Cell, type Comparison, outcomeText } from '../../contract/compare.ts';

/** A comparison as rows and columns: the last dimension across, all before it down. */
export type Grid = {
  /** What stands over the columns; null where one column has no name to tell. */
  across: string;
  columns: string[];
  rows: Array<{ name: string; cells: GridCell[] }>;
};

/** `differs`: it does not come out as most cells do. */
export type GridCell = { cell: Cell; text: string; differs: boolean };

export function gridOf({ dimensions, cells }: Pick<Comparison, 'dimensions' | 'cells'>): Grid {
  const last = dimensions.at(-1);
  const columns = last?.values ?? [];
  const usual = usualText(cells);
  const rows: Grid['rows'] = [];
  for (let at = 0; at < cells.length; at += Math.max(1, columns.length)) {
    const own = cells.slice(at, at + Math.max(1, columns.length));
    rows.push({
      name: (own[0]?.values ?? [])
        .slice(0, -1)
        .map((value, place) => `${dimensions[place]?.key}=${value}`)
        .join(' '),
      cells: own.map((cell) => {
        const text = outcomeText(cell.outcome);
        return { cell, text, differs: text !== usual };
      }),
    });
  }
  return { across: last?.key ?? '', columns: columns.map((value) => `${last?.key}=${value}`), rows };
}

/** What the most cells come to; the first of those where several are as frequent. */
function usualText(cells: readonly Cell[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { outcome } of cells) {
    const text = outcomeText(outcome);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Whether, and by what, the cells differ, in a sentence. */
export function differenceWords({ decidedBy, cells }: Pick<Comparison, 'decidedBy' | 'cells'>): string {
  const texts = new Set(cells.map(({ outcome }) => outcomeText(outcome)));
  if (texts.size === 1) return `Every combination comes to the same: ${[...texts][0]}.`;
  const [decider] = decidedBy;
  if (decider === undefined) return 'It takes more than one of these options to tell how it comes out.';
  return `${decidedBy.join(' and ')} alone decide${decidedBy.length === 1 ? 's' : ''} how it comes out.`;
}
