import { Timer } from 'lucide-react';
import { useAct } from '../services/use-act.ts';
import { usePlaygroundState } from '../services/use-playground-state.ts';
import { useWindow } from '../services/window-store.ts';
import { Button } from '../ui/button.tsx';
import { clockText } from '../ui/duration.ts';

const amounts = [
  { label: '+1m', words: 'one minute', ms: 60_000 },
  { label: '+10m', words: 'ten minutes', ms: 600_000 },
  { label: '+1h', words: 'one hour', ms: 3_600_000 },
] as const;

/** How far the lab's clock is ahead, and buttons to move it on. */
export function Clock() {
  const ahead = usePlaygroundState((state) => state.clock);
  const open = useWindow((state) => state.open);
  const act = useAct();
  return (
    <fieldset className="clock">
      <legend className="visually-hidden">Clock</legend>
      <Timer aria-hidden className="faint" />
      <output className="mono" aria-label="The lab’s clock is ahead by">
        {clockText(ahead)}
      </output>
      {amounts.map(({ label, words, ms }) => (
        <Button
          key={label}
          look="plain"
          hint={`Move the lab’s clock, and the browsers’, ${words} forward`}
          onClick={() => void act('move the clock', (api) => api.advance.mutate({ ms }))}
        >
          {label}
        </Button>
      ))}
      <Button
        look="plain"
        hint="Move the clock by any amount"
        aria-label="Another amount"
        onClick={() => open('clock')}
      >
        +…
      </Button>
    </fieldset>
  );
}
