import { Timer } from 'lucide-react';
import { useState } from 'react';
import { useLabAct } from '../services/connection/use-act.ts';
import { usePlaygroundState } from '../services/connection/use-playground-state.ts';
import { useWindow } from '../services/window/window-store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { clockText, parseDuration } from '../ui/duration.ts';
import { Field } from '../ui/field.tsx';

const amounts = [
  { label: '+1m', words: 'one minute', ms: 60_000 },
  { label: '+10m', words: 'ten minutes', ms: 600_000 },
  { label: '+1h', words: 'one hour', ms: 3_600_000 },
] as const;

/** How far the lab's clock is ahead, and buttons to move it on. */
export function Clock() {
  const ahead = usePlaygroundState((state) => state.clock);
  const open = useWindow((state) => state.open);
  const act = useLabAct();
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

/** Moves the clock by an amount that is typed. */
export function ClockDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('1d');
  const act = useLabAct();
  const ms = parseDuration(text);
  const isAmount = ms !== null && ms > 0;
  return (
    <Dialog title="Move the clock forward" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isAmount) return;
          void act('move the clock', (api) => api.advance.mutate({ ms }));
          onClose();
        }}
      >
        <Field label="By" error={isAmount ? null : 'Write an amount such as 90s, 1h 30m or 2d.'}>
          {(names) => (
            <input
              {...names}
              className="input"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <p className="soft dense">
          The lab’s Date and every browser’s jar move together, so expiry shows without waiting. The clock
          does not go back: reset the lab for that.
        </p>
        <div className="row">
          <span className="grow" />
          <Button onClick={onClose}>Cancel</Button>
          <button type="submit" className="button primary" disabled={!isAmount}>
            Move
          </button>
        </div>
      </form>
    </Dialog>
  );
}
