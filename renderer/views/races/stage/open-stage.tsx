import { useMemo } from 'react';
import { Group, Panel as Pane } from 'react-resizable-panels';
import { useCommands } from '../../../app/commands.ts';
import { Splitter } from '../../../ui/splitter.tsx';
import { useSavedLayout } from '../../../ui/use-saved-layout.ts';
import type { Answer } from '../answer/answer-slice.ts';
import { useRaces } from '../races-store.ts';
import { MoveChoices } from './move-choices.tsx';
import { StageHead } from './stage-head.tsx';
import type { Stage } from './stage-slice.ts';
import { madeSteps } from './stage-slice.ts';
import { StageTimeline } from './stage-timeline.tsx';
import { StepStore } from './step-store.tsx';
import { StepStrip } from './step-strip.tsx';
import { useLook } from './use-look.ts';

/** The schedule that is looked at, at one of its steps. */
export function OpenStage({ stage, answer }: { stage: Stage; answer: Answer }) {
  const { schedule, position } = stage;
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
    <section className="stage" aria-label="Schedule">
      <StageHead stage={stage} answer={answer} />
      <StepStrip stage={stage} answer={answer} />
      {refused?.status === 'failed' ? (
        <p className="stage-refused" role="alert">
          <strong>This schedule cannot be run.</strong> {refused.message}
        </p>
      ) : (
        <Group {...panes} orientation="vertical">
          <Pane id="race-timeline" minSize="9rem">
            <StageTimeline look={look} stage={stage} />
          </Pane>
          <Splitter label="Resize the timeline" />
          <Pane id="race-step" minSize="9rem">
            <div className="stage-foot">
              <MoveChoices answer={answer} stage={stage} look={now?.status === 'seen' ? now.look : null} />
              <StepStore look={look} stage={stage} />
            </div>
          </Pane>
        </Group>
      )}
    </section>
  );
}
