import { Play } from 'lucide-react';
import { raceAssurance, raceHeadline } from '../../../../server/contract/race-words.ts';
import { Button } from '../../../ui/button.tsx';
import { useRaces } from '../races-store.ts';
import { useReadSetup } from '../setup/use-setup.ts';
import './answer-bar.css';
import { ComparedAnswers } from './compared-answers.tsx';
import { Exploring } from './exploring.tsx';
import { ExportMenu } from './export-menu.tsx';
import { ShareBar } from './share-bar.tsx';
import { useExplore } from './use-explore.ts';

/** The question's one button, and the answer in a sentence and a bar. */
export function AnswerBar() {
  const { explore } = useExplore();
  const { read, isAnswered } = useReadSetup();
  const { answer, earlier, exploring, failure } = useRaces();
  return (
    <section className="answer" aria-label="Answer">
      <div className="answer-line">
        <Button
          look="primary"
          icon={<Play aria-hidden />}
          hint="Run every order on the real middleware"
          shortcut="E"
          disabled={!read.ok}
          onClick={explore}
        >
          Explore
        </Button>
        <p className="answer-words" role="status" data-anomalous={(answer?.result.anomalies.length ?? 0) > 0}>
          {answer ? raceHeadline(answer.result) : 'Which orders of these requests go wrong, and how many?'}
        </p>
        {answer && !isAnswered && exploring === null && (
          <span className="answer-stale">The race was changed since. Explore it again.</span>
        )}
        <ExportMenu />
      </div>
      {!read.ok && <p className="danger dense">The race cannot be run yet: {read.problem.message}</p>}
      {failure && <Failure message={failure.message} at={failure.at} />}
      {exploring && <Exploring progress={exploring.progress} />}
      {answer && earlier && <ComparedAnswers earlier={earlier} now={answer} />}
      {answer && !earlier && <ShareBar result={answer.result} />}
      {answer && <p className="answer-sure faint dense">{raceAssurance(answer.result)}</p>}
    </section>
  );
}

const Failure = ({ message, at }: { message: string; at: string | null }) => (
  <p className="answer-failure" role="alert">
    <strong>The race could not be explored.</strong> {at !== null && <code>{at}</code>} {message}
  </p>
);
