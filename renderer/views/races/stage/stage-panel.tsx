import { Shuffle } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { useRaces } from '../races-store.ts';
import { useReadSetup } from '../setup/use-setup.ts';
import { OpenStage } from './open-stage.tsx';
import './stage-panel.css';

/** One schedule, step by step: an outcome's example, one that was pasted, or one's own. */
export function StagePanel() {
  const stage = useRaces((state) => state.stage);
  const answer = useRaces((state) => state.answer);
  if (answer === null || stage === null) return <NoStage />;
  return <OpenStage stage={stage} answer={answer} />;
}

function NoStage() {
  const answer = useRaces((state) => state.answer);
  const beScheduler = useRaces((state) => state.beScheduler);
  const { isAnswered } = useReadSetup();
  return (
    <section className="stage-none" aria-label="Schedule">
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
