import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { raceHeadline } from '../../../../server/contract/races/race-words.ts';
import { HistoryProvider } from '../../../history/use-history.ts';
import { Stage } from '../../../panels/stage/stage.tsx';
import { StorePanel } from '../../../panels/store/store-panel.tsx';
import { useCommands } from '../../../services/keyboard/commands.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import { Button } from '../../../ui/button.tsx';
import type { Answer } from '../answer/answer-slice.ts';
import { useRaces } from '../races-store.ts';
import { sinceOf, wordsAt } from './moments.ts';
import { useScheduleHistory, useStepKeys } from './open-schedule.tsx';
import type { ScheduleView } from './schedule-slice.ts';
import { useLook } from './use-look.ts';

/** A schedule before an audience: one step after the other, fitted to the width, and at its end what came of it. */
export function RaceStage({ scheduleView, answer }: { scheduleView: ScheduleView; answer: Answer }) {
  const { schedule, position, from } = scheduleView;
  const whole = useLook(schedule);
  const look = whole?.status === 'seen' ? whole.look : null;
  const refused = whole?.status === 'failed' ? whole.why.message : null;
  const history = useScheduleHistory(scheduleView, look);
  const goTo = useRaces((state) => state.goTo);
  useStepKeys(scheduleView);
  useCommands(useMemo(() => ({ present: () => useWindow.getState().present(false) }), []));
  useEffect(() => () => useWindow.getState().present(false), []);
  const outcome = answer.result.outcomes.find(({ id }) => id === from);
  const isOver = position === schedule.length;
  return (
    <HistoryProvider value={history}>
      <Stage
        name="Stage"
        title={raceHeadline(answer.result)}
        claim={answer.result.requests.map(({ id, method, path }) => `${id}: ${method} ${path}`).join(', ')}
        headline={{
          words:
            refused !== null
              ? `This schedule cannot be run. ${refused}`
              : isOver && outcome
                ? outcome.words
                : look
                  ? wordsAt(look, position)
                  : 'Running it…',
          isLoss: refused !== null || (isOver && outcome !== undefined && outcome.anomaly !== null),
        }}
        place={refused === null ? { now: position, of: schedule.length } : null}
        timelineKey={look === null ? 'running' : 'there'}
        panels={
          <div className="spot-panel">
            <StorePanel since={look ? sinceOf(look, position) : undefined} />
          </div>
        }
        controls={
          <>
            <span className="grow" />
            <Button
              icon={<ChevronLeft aria-hidden />}
              aria-disabled={refused !== null || position === 0}
              onClick={() => goTo(position - 1)}
            >
              Back
            </Button>
            <Button
              look="primary"
              icon={<ChevronRight aria-hidden />}
              aria-disabled={refused !== null || isOver}
              onClick={() => goTo(position + 1)}
            >
              Step
            </Button>
          </>
        }
      />
    </HistoryProvider>
  );
}
