import { Check } from 'lucide-react';
import { useCopy } from './copy-button.tsx';
import { Tooltip } from './tooltip.tsx';
import './id-chip.css';

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

/** Shortened in the middle, so that both ends, by which people tell IDs apart, stay. */
export function shortenMiddle(text: string, length = 9): string {
  if (text.length <= length) return text;
  const head = Math.ceil((length - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (length - 1 - head))}`;
}
