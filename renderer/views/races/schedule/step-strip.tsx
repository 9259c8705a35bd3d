import { TriangleAlert } from 'lucide-react';
import type { Answer } from '../answer/answer-slice.ts';
import { useRaces } from '../races-store.ts';
import type { ScheduleView } from './schedule-slice.ts';

/** The schedule's steps in a row; a click goes there. The one after which nothing could be saved is marked. */
export function StepStrip({ scheduleView, answer }: { scheduleView: ScheduleView; answer: Answer }) {
  const goTo = useRaces((state) => state.goTo);
  const { schedule, position, from } = scheduleView;
  const doomed = answer.result.outcomes.find(({ id }) => id === from)?.doomedAt ?? null;
  return (
    <ol className="step-strip" aria-label="Steps of the schedule">
      <li>
        <StepChip isCurrent={position === 0} isMade onGo={() => goTo(0)}>
          start
        </StepChip>
      </li>
      {schedule.map((label, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place; the same label may come again
        <li key={place}>
          <StepChip
            isCurrent={position === place + 1}
            isMade={place < position}
            isDoomed={place === doomed}
            onGo={() => goTo(place + 1)}
          >
            {label}
          </StepChip>
        </li>
      ))}
    </ol>
  );
}

function StepChip({
  isCurrent,
  isMade,
  isDoomed = false,
  onGo,
  children,
}: {
  isCurrent: boolean;
  isMade: boolean;
  isDoomed?: boolean;
  onGo: () => void;
  children: string;
}) {
  return (
    <button
      type="button"
      className={`step-chip ${isMade ? 'made' : ''} ${isDoomed ? 'doomed' : ''}`}
      aria-current={isCurrent ? 'step' : undefined}
      title={isDoomed ? doomedWords : undefined}
      onClick={onGo}
    >
      {isDoomed && <TriangleAlert aria-label="Doomed by" />}
      {children}
    </button>
  );
}

const doomedWords =
  'The step that doomed it: from here on nothing that is left can make it end as one request after the other would.';
