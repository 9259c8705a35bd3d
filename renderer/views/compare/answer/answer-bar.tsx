import { useShallow } from 'zustand/react/shallow';
import type { CompareProgress } from '../../../../server/contract/compare/compare.ts';
import { differenceWords } from '../../../../server/contract/compare/compare-grid.ts';
import { pageSentence } from '../../../page-problems.ts';
import { AnswerFailure, AnswerBar as Bar } from '../../../ui/answer-bar.tsx';
import { Button } from '../../../ui/button.tsx';
import { useCompare } from '../compare-store.ts';
import { useReadSpec } from '../setup/use-setup.ts';
import { ExportButtons } from './export-buttons.tsx';
import { useRun } from './use-run.ts';

/** Which option decides how it comes out. */
export function AnswerBar() {
  const run = useRun();
  const { read, isAnswered } = useReadSpec();
  const { answer, running, failure } = useCompare(
    useShallow(({ answer, running, failure }) => ({ answer, running, failure })),
  );
  const settled = running === null ? answer : null;
  return (
    <Bar
      action="Compare"
      hint="Run the scenario in every combination, and its race in every order"
      isReady={read.ok}
      onAction={run}
      words={answer ? differenceWords(answer.comparison) : 'Which option decides how it comes out?'}
      progress={running && <Progress progress={running.progress} />}
      stale={settled && !isAnswered ? 'Something was changed since. Compare it again.' : null}
      tools={settled && <ExportButtons answer={settled} />}
    >
      {!read.ok && read.id === null && <AnswerFailure>{pageSentence(read.problem)}</AnswerFailure>}
      {failure && <AnswerFailure isNews>Could not compare: {failure.message}</AnswerFailure>}
    </Bar>
  );
}

/** How many combinations are done, and the way out. */
function Progress({ progress }: { progress: CompareProgress | null }) {
  const cancel = useCompare((state) => state.cancel);
  return (
    <div className="row grow">
      <progress
        aria-label="Combinations done"
        max={progress?.cells ?? 1}
        {...(progress && { value: progress.done })}
      />
      <span className="grow soft dense">
        {progress ? `${progress.done} of ${progress.cells} combinations` : 'Starting the first lab…'}
      </span>
      <Button onClick={cancel}>Cancel</Button>
    </div>
  );
}
