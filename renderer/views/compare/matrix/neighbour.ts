const steps: Readonly<Record<string, (columns: number) => number>> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: (columns) => -columns,
  ArrowDown: (columns) => columns,
};

/** The place to which an arrow key leads among cells in rows; null where the key is no arrow, or leads out. */
export function neighbourOf(at: number, key: string, columns: number, count: number): number | null {
  const step = steps[key]?.(columns);
  if (step === undefined || at < 0) return null;
  const to = at + step;
  const leavesRow =
    Math.abs(step) === 1 && columns > 1 && Math.floor(to / columns) !== Math.floor(at / columns);
  return to < 0 || to >= count || leavesRow ? null : to;
}
