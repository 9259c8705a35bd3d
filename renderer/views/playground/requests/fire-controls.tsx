import { Zap } from 'lucide-react';
import { cookieHeaderOf } from '../../../history/folds/jars.ts';
import { useGivenHistory } from '../../../history/use-history.ts';
import { cookieChoices, cookieWords, type Draft } from '../../../parts/requests/draft.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import type { Sending } from './use-sending.ts';

const cookieOptions = cookieChoices.map((value) => ({ value, label: cookieWords[value] }));

/** How many together, how long each works, and the buttons. */
export function FireControls({ sending }: { sending: Sending }) {
  const { together, work, stagger, cookies } = usePlaygroundStore((state) => state.draft);
  const edit = usePlaygroundStore((state) => state.edit);
  const history = useGivenHistory();
  // One edits what the jar would send now, and not an empty line.
  const choose = (value: Draft['cookies']) => {
    const { browser, edited } = usePlaygroundStore.getState().draft;
    const { log } = history.getState().logged;
    const isFirst = value === 'edited' && edited === '';
    edit({ cookies: value, ...(isFirst && { edited: cookieHeaderOf(log, browser) }) });
  };
  return (
    <div className="fire-controls">
      <Field label="together" inline>
        {(names) => (
          <NumberField
            {...names}
            value={together}
            min={1}
            max={2000}
            onChange={(n) => edit({ together: n })}
          />
        )}
      </Field>
      <Field label="work" inline>
        {(names) => (
          <NumberField
            {...names}
            value={work}
            min={0}
            max={60_000}
            unit="ms"
            onChange={(n) => edit({ work: n })}
          />
        )}
      </Field>
      <Field label="stagger" inline>
        {(names) => (
          <NumberField
            {...names}
            value={stagger}
            min={0}
            max={10_000}
            unit="ms"
            onChange={(n) => edit({ stagger: n })}
          />
        )}
      </Field>
      <Field label="cookies" inline>
        {(names) => <Select {...names} value={cookies} choices={cookieOptions} onChange={choose} />}
      </Field>
      <span className="row send-buttons">
        <Button hint="Send one request" shortcut="S" onClick={sending.send}>
          Send
        </Button>
        <Button
          look="primary"
          icon={<Zap aria-hidden />}
          hint={`Send ${together} at the same time`}
          shortcut="F"
          onClick={sending.fire}
        >
          Fire
        </Button>
      </span>
    </div>
  );
}
