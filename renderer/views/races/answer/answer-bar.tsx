import { useShallow } from 'zustand/react/shallow';
import { raceAssurance, raceHeadline } from '../../../../server/contract/races/race-words.ts';
import { AnswerFailure, AnswerBar as Bar } from '../../../ui/answer-bar.tsx';
import { useRaces } from '../races-store.ts';
import { useReadSetup } from '../setup/use-setup.ts';
import './answer-bar.css';
import { ComparedAnswers } from './compared-answers.tsx';
import { Exploring } from './exploring.tsx';
import { ExportMenu } from './export-menu.tsx';
import { ShareBar } from './share-bar.tsx';
import { useExplore } from './use-explore.ts';

/** How many orders go wrong, in a sentence and a bar. */
export function AnswerBar() {
  const { explore } = useExplore();
  const { read, isAnswered } = useReadSetup();
  const { answer, earlier, exploring, failure } = useRaces(
    useShallow(({ answer, earlier, exploring, failure }) => ({ answer, earlier, exploring, failure })),
  );
  const isStale = answer !== null && !isAnswered && exploring === null;
  return (
    <Bar
      action="Explore"
      hint="Run every order on the real middleware"
      isReady={read.ok}
      onAction={explore}
      words={answer ? raceHeadline(answer.result) : 'Which orders of these requests go wrong, and how many?'}
      isAnomalous={(answer?.result.anomalies.length ?? 0) > 0}
      stale={isStale ? 'The race was changed since. Explore it again.' : null}
      tools={<ExportMenu />}
    >
      {!read.ok && <p className="danger dense">The race cannot be run yet: {read.problem.message}</p>}
      {failure && (
        <AnswerFailure isNews>
          <strong>The race could not be explored.</strong> {failure.at !== null && <code>{failure.at}</code>}{' '}
          {failure.message}
        </AnswerFailure>
      )}
      {exploring && <Exploring progress={exploring.progress} />}
      {answer && earlier && <ComparedAnswers earlier={earlier} now={answer} />}
      {answer && !earlier && <ShareBar result={answer.result} />}
      {answer && <p className="answer-sure faint dense">{raceAssurance(answer.result)}</p>}
    </Bar>
  );
}
