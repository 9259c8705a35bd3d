import { Circle, CircleCheck, CircleX } from 'lucide-react';
import type { Cause, ExpectationResult } from '../../../../server/contract/scenario/results.ts';
import { useHistory } from '../../../history/use-history.ts';
import { Button } from '../../../ui/button.tsx';

/** One expectation: what was expected, whether it holds, and if not, what was seen; and a jump to where. */
export function CheckRow({
  expected,
  result,
  isStale,
  canJump = true,
}: {
  expected: string;
  /** Null before the run. */
  result: ExpectationResult | null;
  /** The options have changed since. */
  isStale: boolean;
  canJump?: boolean;
}) {
  const setCursor = useHistory((state) => state.setCursor);
  const state = result === null ? 'open' : result.holds ? 'holds' : 'fails';
  const event = result?.event ?? null;
  return (
    <li className={`check ${state} ${isStale ? 'stale' : ''}`}>
      <CheckIcon state={state} />
      <div className="grow">
        <p>
          <span className="visually-hidden">{spoken[state]}: </span>
          {result?.expected ?? expected}
        </p>
        {result?.holds === false && <p className="check-seen">seen {result.seen}</p>}
        {result?.causes !== undefined && <Causes causes={result.causes} />}
      </div>
      {event !== null && canJump && (
        <Button
          look="plain"
          hint="Moves the cursor to where it was seen"
          aria-label={`Go to event ${event}`}
          onClick={() => setCursor(event)}
        >
          event {event}
        </Button>
      )}
    </li>
  );
}

/** What was decided in the requests that it is about. */
function Causes({ causes }: { causes: readonly Cause[] }) {
  return (
    <details className="check-causes">
      <summary>What was decided</summary>
      <ul>
        {causes.map(({ request, rule, sentence, event }) => (
          <li key={`${request} ${rule} ${event} ${sentence}`}>
            <span className="faint">{request}</span> {sentence}
          </li>
        ))}
      </ul>
    </details>
  );
}

type State = 'open' | 'holds' | 'fails';
const spoken: Record<State, string> = { open: 'Not checked yet', holds: 'Holds', fails: 'Fails' };
const icons = { open: Circle, holds: CircleCheck, fails: CircleX };

function CheckIcon({ state }: { state: State }) {
  const Icon = icons[state];
  return <Icon aria-hidden />;
}
