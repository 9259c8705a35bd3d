import { CircleCheck, CircleX, Shuffle } from 'lucide-react';
import { Fragment } from 'react';
import type { Step } from '../../../../server/contract/scenario/scenario.ts';
import { stepWords } from '../../../../server/contract/scenario/steps.ts';
import { Panel } from '../../../ui/panel.tsx';
import type { Entry } from '../catalogue/entry.ts';
import { useLessons } from '../lessons-store.ts';
import { useLab } from '../setup/use-lab.ts';
import { CheckRow } from './check-row.tsx';
import { allHold, groundOf, outcomeWords, useExpected, useOutcome } from './use-outcome.ts';
import './checklist.css';

/** What the lesson does, step by step, and what must be true after each. */
export function Checklist({ entry, hasSummary = true }: { entry: Entry; hasSummary?: boolean }) {
  const expected = useExpected(entry);
  const outcome = useOutcome(entry);
  return (
    <Panel name="Checks" fill>
      {hasSummary && <Summary entry={entry} />}
      <ol className="steps scroll">
        {entry.scenario.steps.map((step, place) => {
          const result = outcome?.checks.find((one) => one.step === place) ?? null;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a scenario keep their places
            <Fragment key={place}>
              <StepLines step={step} />
              {'expect' in step && (
                <CheckRow
                  expected={expected?.steps[place] ?? '…'}
                  result={result}
                  isStale={outcome?.isStale ?? false}
                  canJump={outcome?.isInLog ?? false}
                />
              )}
            </Fragment>
          );
        })}
      </ol>
    </Panel>
  );
}

function StepLines({ step }: { step: Step }) {
  const lines = stepWords(step);
  if (lines.length === 0) return null;
  return (
    <li className={`step ${lines.length > 1 ? 'together' : ''}`}>
      {lines.length > 1 && <p className="faint">together</p>}
      {lines.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: alike requests have alike lines
        <p key={place}>{line}</p>
      ))}
    </li>
  );
}

/** Whether the claim holds, here and now. */
export function Summary({ entry }: { entry: Entry }) {
  const outcome = useOutcome(entry);
  const { lab } = useLab(entry);
  const held = useLessons((state) => state.held[entry.id]);
  const holds = outcome !== null && allHold(outcome.checks, outcome.requests);
  if (outcome === null)
    return (
      <p className="verdict soft" role="status">
        Run it to see whether the claim holds, here and now.
      </p>
    );
  if (outcome.isStale)
    return (
      <p className="verdict soft" role="status">
        The options have changed since: run it again.
      </p>
    );
  const ground = groundOf(entry, lab, held);
  // With other options it is no failure that a lesson fails: that is what flipping one shows, and what a task asks for.
  const isNoFailure = !ground.isOwn && (ground.isForeseen || entry.origin === 'course');
  const isSolved = allHold(outcome.goal, outcome.requests);
  const tone = isSolved || holds ? 'holds' : isNoFailure ? 'other' : 'fails';
  return (
    <p className={`verdict ${tone}`} role="status">
      {tone === 'holds' && <CircleCheck aria-hidden />}
      {tone === 'fails' && <CircleX aria-hidden />}
      {tone === 'other' && <Shuffle aria-hidden />}
      {outcomeWords(outcome, ground)}
    </p>
  );
}
