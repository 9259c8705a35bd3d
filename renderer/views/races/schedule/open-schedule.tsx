import { useMemo, useState } from 'react';
import { Group, Panel as Pane } from 'react-resizable-panels';
import type { RaceLook } from '../../../../server/contract/races/races.ts';
import type { Cursor } from '../../../history/log/event-log.ts';
import { createLog } from '../../../history/log/event-log.ts';
import { HistoryProvider } from '../../../history/use-history.ts';
import { AtCursor, type AtCursorTab } from '../../../panels/at-cursor.tsx';
import { useHistoryOf } from '../../../services/connection/live-history.ts';
import { useCommands } from '../../../services/keyboard/commands.ts';
import { useSavedLayout } from '../../../services/window/use-saved-layout.ts';
import { Timeline } from '../../../timeline/timeline.tsx';
import { Splitter } from '../../../ui/splitter.tsx';
import type { Answer } from '../answer/answer-slice.ts';
import { useRaces } from '../races-store.ts';
import { logOfLook, positionOfSeq, seqOfPosition, sinceOf, wordsAt } from './moments.ts';
import { MoveChoices } from './move-choices.tsx';
import { ScheduleViewHead } from './schedule-head.tsx';
import type { ScheduleView } from './schedule-slice.ts';
import { madeSteps } from './schedule-slice.ts';
import { StepStrip } from './step-strip.tsx';
import { useLook } from './use-look.ts';

/** The schedule that is looked at, at one of its steps. */
export function OpenScheduleView({ scheduleView, answer }: { scheduleView: ScheduleView; answer: Answer }) {
  const { schedule, position } = scheduleView;
  const [tab, setTab] = useState<AtCursorTab>('store');
  const panes = useSavedLayout('races-stage');
  const whole = useLook(schedule);
  const made = useMemo(() => madeSteps({ schedule, position }), [schedule, position]);
  const now = useLook(made);
  useStepKeys(scheduleView);
  const refused = [whole, now].find((looked) => looked?.status === 'failed');
  const look = whole?.status === 'seen' ? whole.look : null;
  const history = useScheduleHistory(scheduleView, look);
  return (
    <section className="schedule-view" aria-label="Schedule">
      <ScheduleViewHead scheduleView={scheduleView} answer={answer} />
      <StepStrip scheduleView={scheduleView} answer={answer} />
      {refused?.status === 'failed' ? (
        <p className="schedule-refused" role="alert">
          <strong>This schedule cannot be run.</strong> {refused.why.message}
        </p>
      ) : (
        <HistoryProvider value={history}>
          <Group {...panes} orientation="vertical">
            <Pane id="race-timeline" minSize="9rem">
              <div className="schedule-timeline" aria-busy={look === null}>
                {look ? <Timeline fits /> : <p className="soft">Running it…</p>}
              </div>
            </Pane>
            <Splitter label="Resize the timeline" />
            <Pane id="race-step" minSize="9rem">
              <div className="schedule-foot">
                <MoveChoices
                  answer={answer}
                  scheduleView={scheduleView}
                  look={now?.status === 'seen' ? now.look : null}
                />
                <section aria-label="This step">
                  <AtCursor
                    tab={tab}
                    onTab={setTab}
                    {...(look && { says: wordsAt(look, position), since: sinceOf(look, position) })}
                    {...(!look && { blank: <p className="schedule-blank soft">Running it…</p> })}
                  />
                </section>
              </div>
            </Pane>
          </Group>
        </HistoryProvider>
      )}
    </section>
  );
}

const notRun = { log: createLog(), revision: 0 };

/** The events of this one schedule, at the step that is looked at, or at the event within it that was pointed at. */
export function useScheduleHistory({ schedule, position, cursor }: ScheduleView, look: RaceLook | null) {
  const goTo = useRaces((state) => state.goTo);
  const point = useRaces((state) => state.point);
  const onCursor = (to: Cursor) => {
    if (to === 'live' || look === null) goTo(schedule.length);
    else point(positionOfSeq(look, to), to);
  };
  return useHistoryOf(
    look ? logOfLook(look) : notRun,
    cursor ?? (look ? seqOfPosition(look, position) : 'live'),
    onCursor,
  );
}

export function useStepKeys({ schedule, position }: ScheduleView): void {
  const goTo = useRaces((state) => state.goTo);
  useCommands(
    useMemo(
      () => ({
        stepBack: () => goTo(position - 1),
        stepForward: () => goTo(position + 1),
        toStart: () => goTo(0),
        toEnd: () => goTo(schedule.length),
      }),
      [goTo, position, schedule],
    ),
  );
}
