import { X } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { usePlaygroundStore } from '../playground-store.ts';

/** The requests that were put together, and how to run them. Not there while it is empty. */
export function SequenceList({ onRun }: { onRun: (how: 'sequence' | 'together') => void }) {
  const sequence = usePlaygroundStore((state) => state.sequence);
  const remove = usePlaygroundStore((state) => state.removeFromSequence);
  const clear = usePlaygroundStore((state) => state.clearSequence);
  if (sequence.length === 0) return null;
  return (
    <div className="stack">
      <ol className="sequence" aria-label="Sequence">
        {sequence.map(({ key, spec }, place) => (
          <li key={key}>
            <span className="faint">{place + 1}</span>
            <span>{spec.browser}</span>
            <span className="mono">
              {spec.method} {spec.path}
            </span>
            <Button
              look="plain"
              icon={<X aria-hidden />}
              aria-label={`Remove request ${place + 1} from the sequence`}
              onClick={() => remove(key)}
            />
          </li>
        ))}
      </ol>
      <div className="row">
        <Button hint="Each waits for the one before" onClick={() => onRun('sequence')}>
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
