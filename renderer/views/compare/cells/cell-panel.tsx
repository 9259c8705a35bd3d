import { GitCompareArrows, X } from 'lucide-react';
import { outcomeNames, outcomeText, toneMarks } from '../../../../server/contract/compare/compare.ts';
import { combinationName } from '../../../../server/contract/compare/compare-grid.ts';
import { useHistory } from '../../../history/use-history.ts';
import { Timeline } from '../../../timeline/timeline.tsx';
import { Button } from '../../../ui/button.tsx';
import type { Answer } from '../answer/answer-slice.ts';
import { useCompare } from '../compare-store.ts';
import { CellStore } from './cell-store.tsx';
import type { OpenCell } from './cells-slice.ts';
import { logOfCell } from './log-of-cell.ts';

/** One combination's run. `beside`: where it parts from the other that is open, in words; null where none is. */
export function CellPanel({
  answer,
  opened: { place, cursor },
  beside,
  parting,
}: {
  answer: Answer;
  opened: OpenCell;
  beside: string | null;
  parting: number | null;
}) {
  const close = useCompare((state) => state.close);
  const point = useCompare((state) => state.point);
  const goToParting = useCompare((state) => state.goToParting);
  const timeScale = useHistory((state) => state.settings.timeScale);
  const setTimeScale = useHistory((state) => state.setTimeScale);
  const { cells, dimensions } = answer.comparison;
  const cell = cells[place];
  if (!cell) return null;
  const { outcome, race } = cell;
  const name = combinationName(dimensions, cell.values);
  const logged = logOfCell(cell);
  return (
    <section className="cell-panel" aria-label={`Run with ${name}`}>
      <header className="cell-head">
        <h3 className="mono">{name}</h3>
        <span className={`cell-outcome ${outcomeNames[outcome.name].tone}`}>
          <span aria-hidden>{toneMarks[outcomeNames[outcome.name].tone]}</span> {outcomeText(outcome)}
        </span>
        <span className="grow" />
        <Button
          look="plain"
          icon={<X aria-hidden />}
          aria-label={`Close ${name}`}
          onClick={() => close(place)}
        />
      </header>
      <p className="cell-why soft dense">
        {outcome.why}
        {race !== null && ' Below is one of the orders, over real HTTP.'}
      </p>
      {beside !== null && (
        <p className="cell-parting" role="note">
          <GitCompareArrows aria-hidden />
          <span className="grow">
            {parting !== null && <strong>First difference: </strong>}
            {beside}
          </span>
          {parting !== null && (
            <Button look="plain" hint="Put both cursors where the two runs part" onClick={goToParting}>
              Go there
            </Button>
          )}
        </p>
      )}
      <div className="cell-timeline">
        <Timeline
          fits
          {...{ logged, cursor, timeScale }}
          onCursor={(to) => point(place, to)}
          onTimeScale={setTimeScale}
        />
      </div>
      <CellStore log={logged.log} cursor={cursor} />
    </section>
  );
}
