import { CircleCheck } from 'lucide-react';
import { useId, useState } from 'react';
import type { Task } from '../../../../server/contract/scenario/scenario.ts';
import { Button } from '../../../ui/button.tsx';
import { Sentence } from '../../../ui/sentence.tsx';
import type { Entry } from '../catalogue/entry.ts';
import { useLessons } from '../lessons-store.ts';
import { CheckRow } from './check-row.tsx';
import { allHold, useExpected, useOutcome } from './use-outcome.ts';

/** The task: what is to be reached by changing options, whether it is, and a hint for who wants one. */
export function NowYou({ entry, task }: { entry: Entry; task: Task }) {
  const headingId = useId();
  const [isHinting, setHinting] = useState(false);
  const isDone = useLessons((state) => state.progress[entry.id]?.done ?? false);
  const expected = useExpected(entry);
  const outcome = useOutcome(entry);
  const isReached = outcome !== null && allHold(outcome.goal, outcome.requests);
  return (
    <section className={`lesson-section now-you ${isReached ? 'reached' : ''}`} aria-labelledby={headingId}>
      <h3 id={headingId}>Now you</h3>
      <p>
        <Sentence text={task.text} />
      </p>
      <ul className="checks" aria-label="Goal">
        {task.goal.map((goal, place) => (
          <CheckRow
            key={JSON.stringify(goal)}
            expected={expected?.goal[place] ?? '…'}
            result={outcome?.goal[place] ?? null}
            isStale={outcome?.isStale ?? false}
          />
        ))}
      </ul>
      <div role="status">
        {isReached ? (
          <p className="row reached-words">
            <CircleCheck aria-hidden /> Reached.
          </p>
        ) : (
          isDone && <p className="soft">You have reached it before.</p>
        )}
      </div>
      {isHinting ? (
        <p className="lesson-note">
          <Sentence text={task.hint} />
        </p>
      ) : (
        <Button look="plain" onClick={() => setHinting(true)}>
          Show a hint
        </Button>
      )}
    </section>
  );
}
