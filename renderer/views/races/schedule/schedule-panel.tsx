import { Shuffle } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { useRaces } from '../races-store.ts';
import { useReadSetup } from '../setup/use-setup.ts';
import { OpenScheduleView } from './open-schedule.tsx';
import './schedule-panel.css';

/** One schedule, step by step: an outcome's example, one that was pasted, or one's own. */
export function ScheduleViewPanel() {
  const scheduleView = useRaces((state) => state.scheduleView);
  const answer = useRaces((state) => state.answer);
  if (answer === null || scheduleView === null) return <NoScheduleView />;
  return <OpenScheduleView scheduleView={scheduleView} answer={answer} />;
}

function NoScheduleView() {
  const answer = useRaces((state) => state.answer);
  const beScheduler = useRaces((state) => state.beScheduler);
  const { isAnswered } = useReadSetup();
  return (
    <section className="schedule-none" aria-label="Schedule">
      <p className="soft">
        {answer
          ? 'Open an outcome to step through one of its schedules, or choose yourself which request moves.'
          : 'Here a schedule is stepped through: the timeline, the store before and after each step, and the step that doomed it.'}
      </p>
      {isAnswered && (
        <Button icon={<Shuffle aria-hidden />} onClick={beScheduler}>
          Be the scheduler
        </Button>
      )}
    </section>
  );
}
