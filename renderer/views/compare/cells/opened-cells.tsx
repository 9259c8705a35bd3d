import { useMemo } from 'react';
import { useMoveCommands } from '../../../shell/use-cursor-commands.ts';
import { useCompare } from '../compare-store.ts';
import { CellPanel } from './cell-panel.tsx';
import { partingOf } from './cells-slice.ts';
import './opened-cells.css';

/** The runs of one or two combinations, side by side. */
export function OpenedCells() {
  useMoveCommands(useCompare((state) => state.move));
  const answer = useCompare((state) => state.answer);
  const opened = useCompare((state) => state.opened);
  const cells = answer?.comparison.cells;
  const [left, right] = opened.map(({ place }) => cells?.[place]);
  const parting = useMemo(() => (left && right ? partingOf(left, right) : null), [left, right]);
  if (!answer || !left)
    return (
      <p className="cells-none soft">
        {answer
          ? 'Open a combination to see its run, and a second beside it to see where the two part.'
          : 'Here the run of a combination is looked at, or two side by side: the timeline, the store at each instant, and where the two part.'}
      </p>
    );
  return (
    <div className="cells">
      {opened.map((one, side) => (
        <CellPanel
          key={one.place}
          answer={answer}
          opened={one}
          beside={
            left && right
              ? (parting?.words[side] ?? 'Both runs are alike to the end, but for what the options say.')
              : null
          }
          parting={parting?.seqs[side] ?? null}
        />
      ))}
    </div>
  );
}
