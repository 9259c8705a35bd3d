import { Check } from 'lucide-react';
import './id-chip.css';
import { shortenMiddle } from './shorten.ts';
import { Tooltip } from './tooltip.tsx';
import { useCopy } from './use-copy.ts';

/** An ID, shortened in the middle: whole on hover and focus, copied on click. */
export function IdChip({ id, what, length = 9 }: { id: string; what: string; length?: number }) {
  const { copied, copy } = useCopy();
  return (
    <Tooltip text={copied ? 'Copied' : `${id} (click to copy)`}>
      <button type="button" className="id-chip" aria-label={`Copy ${what} ${id}`} onClick={() => copy(id)}>
        {shortenMiddle(id, length)}
        {copied && <Check aria-hidden />}
      </button>
    </Tooltip>
  );
}
