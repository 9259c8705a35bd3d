import { useState } from 'react';
import { useAct } from '../services/use-act.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { parseDuration } from '../ui/duration.ts';
import { Field } from '../ui/field.tsx';

/** Moves the clock by an amount that is typed. */
export function ClockDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('1d');
  const act = useAct();
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
