import { Columns2 } from 'lucide-react';
import type { KeyboardEventHandler, MouseEvent } from 'react';
import {
  type Cell,
  expectationsText,
  outcomeNames,
  toneMarks,
} from '../../../../server/contract/compare/compare.ts';
import type { GridCell } from '../../../../server/contract/compare/compare-grid.ts';
import { Button } from '../../../ui/button.tsx';
import { useCompare } from '../compare-store.ts';

/** What one combination comes to: opens its run, or opens it beside the one that is open. */
export function MatrixCell({
  cell,
  text,
  differs,
  place,
  name,
  onKeyDown,
}: GridCell<Cell> & { place: number; name: string; onKeyDown: KeyboardEventHandler<HTMLElement> }) {
  const opened = useCompare((state) => state.opened);
  const open = useCompare((state) => state.open);
  const openBeside = useCompare((state) => state.openBeside);
  const { tone } = outcomeNames[cell.outcome.name];
  const isOpen = opened.some((one) => one.place === place);
  const onClick = ({ ctrlKey, metaKey, shiftKey }: MouseEvent) =>
    ctrlKey || metaKey || shiftKey ? openBeside(place) : open(place);
  return (
    <div className={`matrix-cell ${tone} ${differs ? 'differs' : ''}`} data-open={isOpen}>
      <button
        type="button"
        className="matrix-open"
        aria-pressed={isOpen}
        title={cell.outcome.why}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        <span className="matrix-outcome">
          <span aria-hidden>{toneMarks[tone]}</span>
          {text}
          {differs && <span className="matrix-differs">differs</span>}
        </span>
        <span className="dense soft">{expectationsText(cell.expectations)}</span>
        <span className="visually-hidden">with {name}</span>
      </button>
      {opened.length > 0 && !isOpen && (
        <Button
          look="plain"
          icon={<Columns2 aria-hidden />}
          aria-label={`Open ${name} beside`}
          hint="Open it beside (Shift or Ctrl and a click on the cell do so too)"
          onClick={() => openBeside(place)}
        />
      )}
    </div>
  );
}
