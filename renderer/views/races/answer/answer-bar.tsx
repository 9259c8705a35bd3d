import { useShallow } from 'zustand/react/shallow';
import { raceAssurance, raceHeadline } from '../../../../server/contract/races/race-words.ts';
import type { RaceProgress } from '../../../../server/contract/races/races.ts';
import { pageSentence } from '../../../page-problems.ts';
import { AnswerFailure, AnswerBar as Bar } from '../../../ui/answer-bar.tsx';
import { Button } from '../../../ui/button.tsx';
import { useRaces } from '../races-store.ts';
import { useReadSetup } from '../setup/use-setup.ts';
import './answer-bar.css';
import { ComparedAnswers } from './compared-answers.tsx';
import { useExplore } from './explorer.ts';
import { ExportMenu } from './export-menu.tsx';
import { ShareBar } from './share-bar.tsx';

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
      {!read.ok && (
        <p className="danger dense">The race cannot be run yet: {pageSentence(read.problem.problem)}</p>
      )}
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

/** How far the engine is, and the way out. */
function Exploring({ progress }: { progress: RaceProgress | null }) {
  const cancel = useRaces((state) => state.cancel);
  return (
    <div className="exploring">
      <progress aria-label="Orders counted" max={1} {...(progress && { value: progress.done })} />
      <span className="grow soft dense">
        {progress ? progressWords(progress) : 'Starting the race’s lab…'}
      </span>
      <Button onClick={cancel}>Cancel</Button>
    </div>
  );
}

/** "12,345 states, 5,000 a second, about 3 s left" */
function progressWords({ states, rate, left }: RaceProgress): string {
  const whole = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 0 });
  const until = left === null ? 'how long it takes cannot be told yet' : leftWords(left);
  return `${whole(states)} states, ${whole(rate)} a second, ${until}`;
}

function leftWords(ms: number): string {
  if (ms < 1000) return 'less than a second left';
  const seconds = Math.round(ms / 1000);
  return seconds < 90 ? `about ${seconds} s left` : `about ${Math.round(seconds / 60)} minutes left`;
}
