import { Play } from 'lucide-react';
import { differenceWords } from '../../../../server/contract/compare-grid.ts';
import { Button } from '../../../ui/button.tsx';
import { useCompare } from '../compare-store.ts';
import { useReadSpec } from '../setup/use-setup.ts';
import './answer-bar.css';
import { ExportButtons } from './export-buttons.tsx';
import { Progress } from './progress.tsx';
import { useRun } from './use-run.ts';

/** The one button, and which option decides it, in a sentence. */
export function AnswerBar() {
  const run = useRun();
  const { read, isAnswered } = useReadSpec();
  const { answer, running, failure } = useCompare();
  return (
    <section className="compare-bar" aria-label="Answer">
      <div className="row">
        <Button
          look="primary"
          icon={<Play aria-hidden />}
          hint="Run the scenario in every combination, and its race in every order"
          shortcut="E"
          disabled={!read.ok}
          onClick={run}
        >
          Compare
        </Button>
        {running && <Progress progress={running.progress} />}
        <p className={running ? 'visually-hidden' : 'compare-words'} role="status">
          {answer ? differenceWords(answer.comparison) : 'Which option decides how it comes out?'}
        </p>
        {answer && !isAnswered && running === null && (
          <span className="compare-stale">Something was changed since. Compare it again.</span>
        )}
        {answer && running === null && <ExportButtons answer={answer} />}
      </div>
      {!read.ok && read.id === null && <p className="compare-failure">{read.message}</p>}
      {failure && (
        <p className="compare-failure" role="alert">
          Could not compare: {failure.message}
        </p>
      )}
    </section>
  );
}
