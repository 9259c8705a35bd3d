import { ChevronLeft, ChevronRight, Shuffle, Undo2 } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import type { RaceOutcome } from '../../../../server/contract/races/races.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import type { Answer } from '../answer/answer-slice.ts';
import { useRaces } from '../races-store.ts';
import { PasteSchedule } from './paste-schedule.tsx';
import type { ScheduleView } from './schedule-slice.ts';
import { scheduleText } from './schedule-text.ts';

/** Which schedule it is, and the buttons that walk it. */
export function ScheduleViewHead({ scheduleView, answer }: { scheduleView: ScheduleView; answer: Answer }) {
  const { goTo, undo, beScheduler } = useRaces(
    useShallow(({ goTo, undo, beScheduler }) => ({ goTo, undo, beScheduler })),
  );
  const { schedule, position, from } = scheduleView;
  const outcome = answer.result.outcomes.find(({ id }) => id === from);
  const title = outcome ? titleOf(outcome) : 'Your schedule';
  return (
    <header className="schedule-head">
      <h2>{title}</h2>
      <span className="schedule-steps">
        <Button
          icon={<ChevronLeft aria-hidden />}
          hint="One step back"
          shortcut="←"
          aria-disabled={position === 0}
          onClick={() => goTo(position - 1)}
        >
          Back
        </Button>
        <Button
          icon={<ChevronRight aria-hidden />}
          hint="One step on"
          shortcut="→"
          aria-disabled={position === schedule.length}
          onClick={() => goTo(position + 1)}
        >
          Step
        </Button>
        <span className="dense soft">
          {position} of {schedule.length}
        </span>
      </span>
      <span className="grow" />
      <Button
        look="plain"
        icon={<Undo2 aria-hidden />}
        aria-label="Undo"
        hint="Take the schedule’s last step back"
        aria-disabled={schedule.length === 0}
        onClick={undo}
      />
      <Button
        look="plain"
        icon={<Shuffle aria-hidden />}
        aria-label="Be the scheduler"
        hint="Be the scheduler: start over and choose which request moves"
        onClick={beScheduler}
      />
      <CopyButton text={scheduleText(schedule)} label="Copy the schedule" />
      <PasteSchedule answer={answer} />
    </header>
  );
}

const titleOf = ({ anomaly }: RaceOutcome): string =>
  anomaly === null ? 'Serial' : `${anomaly.charAt(0).toUpperCase()}${anomaly.slice(1)}`;
