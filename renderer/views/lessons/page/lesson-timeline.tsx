import { Timeline } from '../../../timeline/timeline.tsx';
import type { Entry } from '../catalogue/entry.ts';
import { useLessons } from '../lessons-store.ts';
import { useOutcome } from '../run/use-outcome.ts';

/** The timeline of the lesson's run, followed while it runs, and whole when it is over; what somebody else's lab did is not shown as if it were the lesson's. */
export function LessonTimeline({ entry }: { entry: Entry }) {
  const isInLog = useOutcome(entry)?.isInLog ?? false;
  const isRunning = useLessons((state) => state.running?.id === entry.id);
  return (
    <section className="lesson-timeline" aria-labelledby="lesson-timeline-heading">
      {isInLog || isRunning ? (
        <Timeline
          key={isRunning ? 'running' : 'over'}
          fits={!isRunning}
          heading={<h2 id="lesson-timeline-heading">Timeline</h2>}
        />
      ) : (
        <>
          <h2 id="lesson-timeline-heading">Timeline</h2>
          <p className="lesson-blank soft">
            Press F to run it. It gets a lab of its own; what you did in yours is put aside, and comes back
            when you ask for it.
          </p>
        </>
      )}
    </section>
  );
}
