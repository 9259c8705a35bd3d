import { GitCompareArrows, X } from 'lucide-react';
import { useState } from 'react';
import {
  type Cell,
  outcomeNames,
  outcomeText,
  toneMarks,
} from '../../../../server/contract/compare/compare.ts';
import { combinationName } from '../../../../server/contract/compare/compare-grid.ts';
import { eventAt } from '../../../history/folds/position.ts';
import { describeEvent } from '../../../history/folds/words.ts';
import type { EventLog } from '../../../history/log/event-log.ts';
import { HistoryProvider, useAtCursor } from '../../../history/use-history.ts';
import { AtCursor, type AtCursorTab } from '../../../panels/at-cursor.tsx';
import { useHistoryOf } from '../../../services/connection/live-history.ts';
import { Timeline } from '../../../timeline/timeline.tsx';
import { Button } from '../../../ui/button.tsx';
import type { Answer } from '../answer/answer-slice.ts';
import { useCompare } from '../compare-store.ts';
import { logOfCell, type OpenCell } from './cells-slice.ts';

/** One combination's run. `beside`: where it parts from the other that is open, in words; null where none is. */
export function CellPanel({
  answer,
  opened,
  beside,
  parting,
}: {
  answer: Answer;
  opened: OpenCell;
  beside: string | null;
  parting: number | null;
}) {
  const { place } = opened;
  const close = useCompare((state) => state.close);
  const goToParting = useCompare((state) => state.goToParting);
  const { cells, dimensions } = answer.comparison;
  const cell = cells[place];
  if (!cell) return null;
  const { outcome, race } = cell;
  const name = combinationName(dimensions, cell.values);
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
      <CellHistory cell={cell} opened={opened} />
    </section>
  );
}

/** Its timeline, and what is true at its cursor. */
function CellHistory({ cell, opened: { place, cursor } }: { cell: Cell; opened: OpenCell }) {
  const point = useCompare((state) => state.point);
  const [tab, setTab] = useState<AtCursorTab>('store');
  const history = useHistoryOf(logOfCell(cell), cursor, (to) => point(place, to));
  return (
    <HistoryProvider value={history}>
      <div className="cell-timeline">
        <Timeline fits />
      </div>
      <fieldset className="cell-at-cursor" aria-label="At the cursor">
        <AtCursor tab={tab} onTab={setTab} says={<Said />} />
      </fieldset>
    </HistoryProvider>
  );
}

const sentenceAt = (log: EventLog, seq: number): string => {
  const event = eventAt(log, seq);
  return event ? describeEvent(event) : '';
};
/** What happens at the cursor. */
const Said = () => useAtCursor(sentenceAt);
