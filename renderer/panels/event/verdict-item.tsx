import type { VerdictView } from '../../history/folds/verdicts.ts';
import { DecisionChip } from './decision-chip.tsx';

/** A verdict: the decision, the sentence, and one click deeper the rule, where it is from, and its inputs. */
export function VerdictItem({ verdict, hasSentence }: { verdict: VerdictView; hasSentence: boolean }) {
  const inputs = Object.entries(verdict.inputs);
  return (
    <div className="verdict">
      <p>
        <DecisionChip decision={verdict.actual} /> {hasSentence && verdict.sentence}
      </p>
      {!verdict.isConfirmed && (
        <p className="danger">
          The rule says “{verdict.decision}”, yet what happened was “{verdict.actual}”: this rule is wrong
          here.
        </p>
      )}
      <details>
        <summary>
          Rule <code>{verdict.rule}</code>
        </summary>
        <dl className="verdict-facts">
          <dt>from</dt>
          <dd>{verdict.source}</dd>
          {inputs.map(([name, value]) => (
            <InputFact key={name} name={name} value={value} />
          ))}
        </dl>
      </details>
    </div>
  );
}

function InputFact({ name, value }: { name: string; value: string | number | boolean | null }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value === null ? 'none' : String(value)}</dd>
    </>
  );
}
