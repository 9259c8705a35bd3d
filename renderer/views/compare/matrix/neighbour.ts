/** The place to which an arrow key leads among cells in rows; null where the key is no arrow, or leads out. */
export function neighbourOf(at: number, key: string, columns: number, count: number): number | null {
  const column = at % columns;
  switch (key) {
    case 'ArrowLeft':
      return column > 0 ? at - 1 : null;
    case 'ArrowRight':
      return column < columns - 1 ? at + 1 : null;
    case 'ArrowUp':
      return at >= columns ? at - columns : null;
    case 'ArrowDown':
      return at + columns < count ? at + columns : null;
    default:
      return null;
  }
}
