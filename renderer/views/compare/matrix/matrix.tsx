import { type KeyboardEvent, useRef } from 'react';
import { combinationsOf, gridOf, layOut } from '../../../../server/contract/compare/compare-grid.ts';
import { useCompare } from '../compare-store.ts';
import { dimensionsOf } from '../setup/dimensions.ts';
import { MatrixCell } from './matrix-cell.tsx';
import './matrix.css';

/** What each combination comes to; before the first answer, which combinations there will be. */
export function Matrix() {
  const answer = useCompare((state) => state.answer);
  const drafts = useCompare((state) => state.dimensions);
  const table = useRef<HTMLTableElement>(null);
  const dimensions = answer?.comparison.dimensions ?? dimensionsOf(drafts);
  const grid = answer ? gridOf(answer.comparison) : null;
  const { columns, rows } = grid ?? layOut(dimensions, combinationsOf(dimensions));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!event.key.startsWith('Arrow')) return;
    const buttons = [...(table.current?.querySelectorAll<HTMLElement>('.matrix-open') ?? [])];
    const at = buttons.indexOf(event.currentTarget);
    // Elsewhere these move the cursor of the run that is open.
    event.preventDefault();
    event.stopPropagation();
    buttons[neighbourOf(at, event.key, columns.length, buttons.length) ?? at]?.focus();
  };
  return (
    <div className="matrix-room scroll">
      <table ref={table} className="matrix">
        <caption className="visually-hidden">What each combination comes to</caption>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col" className="mono">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }, row) => (
            <tr key={name}>
              <th scope="row" className="mono">
                {name}
              </th>
              {columns.map((column, place) => {
                const made = grid?.rows[row]?.cells[place];
                return (
                  <td key={column}>
                    {made ? (
                      <MatrixCell
                        {...made}
                        place={row * columns.length + place}
                        name={[name, column].filter(Boolean).join(' ')}
                        onKeyDown={onKeyDown}
                      />
                    ) : (
                      <span className="matrix-blank faint dense">{cells.length > 0 && 'not run yet'}</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {answer?.comparison.notRaced && (
        <p className="matrix-note soft dense">
          Each was run once over HTTP; nothing was raced: {answer.comparison.notRaced}.
        </p>
      )}
    </div>
  );
}

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
