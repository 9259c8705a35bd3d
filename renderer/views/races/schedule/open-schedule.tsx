import { useMemo } from 'react';
import { Group, Panel as Pane } from 'react-resizable-panels';
import { useCommands } from '../../../services/commands.ts';
import { Splitter } from '../../../ui/splitter.tsx';
import { useSavedLayout } from '../../../ui/use-saved-layout.ts';
import type { Answer } from '../answer/answer-slice.ts';
import { useRaces } from '../races-store.ts';
import { MoveChoices } from './move-choices.tsx';
import { ScheduleViewHead } from './schedule-head.tsx';
import type { ScheduleView } from './schedule-slice.ts';
import { madeSteps } from './schedule-slice.ts';
import { ScheduleViewTimeline } from './schedule-timeline.tsx';
import { StepStore } from './step-store.tsx';
import { StepStrip } from './step-strip.tsx';
import { useLook } from './use-look.ts';

/** The schedule that is looked at, at one of its steps. */
export function OpenScheduleView({ scheduleView, answer }: { scheduleView: ScheduleView; answer: Answer }) {
  const { schedule, position } = scheduleView;
  const goTo = useRaces((state) => state.goTo);
  const panes = useSavedLayout('races-stage');
  const whole = useLook(schedule);
  const made = useMemo(() => madeSteps({ schedule, position }), [schedule, position]);
  const now = useLook(made);
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
  const refused = [whole, now].find((looked) => looked?.status === 'failed');
  const look = whole?.status === 'seen' ? whole.look : null;
  return (
    <section className="scheduleView" aria-label="Schedule">
      <ScheduleViewHead scheduleView={scheduleView} answer={answer} />
      <StepStrip scheduleView={scheduleView} answer={answer} />
      {refused?.status === 'failed' ? (
        <p className="stage-refused" role="alert">
          <strong>This schedule cannot be run.</strong> {refused.message}
        </p>
      ) : (
        <Group {...panes} orientation="vertical">
          <Pane id="race-timeline" minSize="9rem">
            <ScheduleViewTimeline look={look} scheduleView={scheduleView} />
          </Pane>
          <Splitter label="Resize the timeline" />
          <Pane id="race-step" minSize="9rem">
            <div className="stage-foot">
              <MoveChoices
                answer={answer}
                scheduleView={scheduleView}
                look={now?.status === 'seen' ? now.look : null}
              />
              <StepStore look={look} scheduleView={scheduleView} />
            </div>
          </Pane>
        </Group>
      )}
    </section>
  );
}
