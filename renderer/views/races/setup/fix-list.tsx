import { Check } from 'lucide-react';
import { countText, isNone, percentText, shareOf } from '../../../../server/contract/races/race-counts.ts';
import { anomalous } from '../../../../server/contract/races/race-words.ts';
import { Button } from '../../../ui/button.tsx';
import type { Answer, Trial } from '../answer/answer-slice.ts';
import { useTrials } from '../answer/use-trials.ts';
import { useRaces } from '../races-store.ts';
import { type FixId, fixes, fixIds } from './fixes.ts';
import { useSetup } from './use-setup.ts';

/** What people advise, each tried on this very race with one click. */
export function FixList() {
  const { tryFix, canTry } = useTrials();
  return (
    <section aria-labelledby="fixes-heading">
      <div className="row">
        <h3 id="fixes-heading" className="grow">
          Cures to try
        </h3>
        <Button
          look="plain"
          hint={canTry ? 'Run the race with each of them' : 'Explore first: a cure is measured against that'}
          aria-disabled={!canTry}
          onClick={() => {
            for (const id of fixIds) void tryFix(id);
          }}
        >
          Try all
        </Button>
      </div>
      <ul className="fixes">
        {fixIds.map((id) => (
          <FixRow key={id} id={id} />
        ))}
      </ul>
    </section>
  );
}

/** One cure: whether the race has it, try it, its exact effect, apply or revert it. */
function FixRow({ id }: { id: FixId }) {
  const { tryFix, applyFix, canTry } = useTrials();
  const setup = useSetup();
  const answer = useRaces((state) => state.answer);
  const trial = useRaces((state) => state.trials[id]);
  const { label, sentence, isOn } = fixes[id];
  const has = isOn(setup);
  const of = trial !== undefined && canTry && trial.of === answer?.key ? trial : null;
  return (
    <li className="fix">
      <div className="fix-line">
        <span className="fix-name">
          {has && <Check aria-hidden />}
          {label}
          {has && <span className="visually-hidden"> (applied)</span>}
        </span>
        <Button
          look="plain"
          aria-label={`Try ${has ? 'without ' : ''}${label}`}
          hint={
            canTry
              ? `Run every order ${has ? 'without' : 'with'} it`
              : 'Explore first: a cure is measured against that'
          }
          aria-disabled={!canTry || of?.status === 'running'}
          onClick={() => void tryFix(id)}
        >
          {has ? 'Try without' : 'Try'}
        </Button>
        <Button aria-label={`${has ? 'Revert' : 'Apply'} ${label}`} onClick={() => applyFix(id)}>
          {has ? 'Revert' : 'Apply'}
        </Button>
      </div>
      <p className="fix-effect" role="status">
        {of && answer ? <Effect trial={of} answer={answer} /> : <span className="faint">{sentence}</span>}
      </p>
    </li>
  );
}

function Effect({ trial, answer }: { trial: Trial; answer: Answer }) {
  switch (trial.status) {
    case 'running':
      return <span className="faint">running every order…</span>;
    case 'failed':
      return <span className="danger">{trial.why.message}</span>;
    case 'done': {
      const bad = anomalous(trial.answer.result);
      return (
        <span className={isNone(bad) ? 'cured' : 'danger'}>
          {anomaliesOf(answer)} → {anomaliesOf(trial.answer)} orders go wrong
          {shareWords(answer, trial.answer)}
        </span>
      );
    }
  }
}

/** Where the numbers of orders differ only shares can be compared. */
function shareWords(before: Answer, now: Answer): string {
  if (String(before.result.schedules.total) === String(now.result.schedules.total)) return '';
  const [old, share] = [before, now].map(({ result }) =>
    percentText(shareOf(anomalous(result), result.schedules.total)),
  );
  return `: ${old} → ${share}`;
}

function anomaliesOf({ result }: Answer): string {
  const { total, exact } = result.schedules;
  const bad = anomalous(result);
  return `${countText(bad)} of ${countText(total)}${exact ? '' : ' looked at'}`;
}
