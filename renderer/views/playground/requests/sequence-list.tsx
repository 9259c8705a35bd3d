import { X } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import { requestsIn, type SequenceStep } from './requests-slice.ts';

/** The requests that were put together, and how to run them. Not there while it is empty. */
export function SequenceList({ onRun }: { onRun: (how: 'sequence' | 'together') => void }) {
  const sequence = usePlaygroundStore((state) => state.sequence);
  const remove = usePlaygroundStore((state) => state.removeFromSequence);
  const clear = usePlaygroundStore((state) => state.clearSequence);
  if (sequence.length === 0) return null;
  return (
    <div className="stack">
      <ol className="sequence" aria-label="Sequence">
        {sequence.map(({ key, step }, place) => (
          <li key={key}>
            <span className="faint">{place + 1}</span>
            <SequencePlace step={step} />
            <Button
              look="plain"
              icon={<X aria-hidden />}
              aria-label={`Remove ${'send' in step ? 'request' : 'group'} ${place + 1} from the sequence`}
              onClick={() => remove(key)}
            />
          </li>
        ))}
      </ol>
      <div className="row">
        <Button
          hint="Each waits for the one before; what stands together is sent together"
          onClick={() => onRun('sequence')}
        >
          Run in order
        </Button>
        <Button hint="All at the same time" onClick={() => onRun('together')}>
          Run together
        </Button>
        <Button look="plain" onClick={clear}>
          Clear
        </Button>
      </div>
    </div>
  );
}

/** Of those that are sent together, so many are named. */
const namedAtMost = 4;

function SequencePlace({ step }: { step: SequenceStep }) {
  const requests = requestsIn(step);
  const named = requests
    .slice(0, namedAtMost)
    .map(({ browser, method = 'GET', path }) => `${browser} ${method} ${path}`);
  const more = requests.length - named.length;
  return (
    <>
      {'together' in step && <span className="faint">together</span>}
      <span className="mono">{named.join(' + ')}</span>
      {more > 0 && <span className="faint">and {more} more</span>}
    </>
  );
}
