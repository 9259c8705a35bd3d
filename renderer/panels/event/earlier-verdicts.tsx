import type { EventView } from '../../history/folds/verdicts.ts';
import { useHistory } from '../../history/use-history.ts';
import { DecisionChip } from './decision-chip.tsx';

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
