import type { EventView, VerdictView } from '../../history/folds/verdicts.ts';
import { useHistory } from '../../history/use-history.ts';

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

const bad: readonly string[] = ['refused', 'failed', 'error'];

/** The decision in a word. Red only for what was refused or failed. */
const DecisionChip = ({ decision }: { decision: string }) => (
  <span className={`chip ${bad.includes(decision) ? 'bad' : ''}`}>{decision}</span>
);

/** The decisions that the same request met before, oldest first; a click moves the cursor to one. */
export function EarlierVerdicts({ earlier }: { earlier: EventView['earlier'] }) {
  const setCursor = useHistory((state) => state.setCursor);
  if (earlier.length === 0) return null;
  return (
    <div className="earlier">
      <h3>Decided before, for this request</h3>
      <ul>
        {earlier.map((verdict) => (
          <li key={`${verdict.seq}-${verdict.rule}`}>
            <button type="button" onClick={() => setCursor(verdict.seq)}>
              <DecisionChip decision={verdict.actual} />
              <span>{verdict.sentence}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
