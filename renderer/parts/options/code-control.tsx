import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { CodeField } from '../../ui/code-field.tsx';
import type { EditedOption } from './option-value.ts';
import './code-control.css';

type CodeControlProps = {
  names: { id: string; 'aria-describedby': string; 'aria-invalid'?: true };
  label: string;
  /** What one begins with. */
  start: string;
  option: EditedOption;
};

/** Code that runs in the lab: written here, and used when that is said. */
export function CodeControl({ names, label, start, option }: CodeControlProps) {
  const used = typeof option.value === 'string' ? option.value : null;
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? used;
  if (shown === null)
    return (
      <Button aria-describedby={names['aria-describedby']} onClick={() => setDraft(start)}>
        Write a function
      </Button>
    );
  const use = () => option.set(shown);
  return (
    <div className="code-control">
      <CodeField
        {...names}
        label={label}
        language="javascript"
        rows={5}
        value={shown}
        onChange={setDraft}
        onRun={use}
      />
      <div className="row wrap">
        <Button hint="Runs it in a fresh lab; what is stored stays" disabled={shown === used} onClick={use}>
          Use it
        </Button>
        <Button
          onClick={() => {
            setDraft(null);
            if (used !== null) option.set(null);
          }}
        >
          Remove
        </Button>
        <span className="faint dense">{shown === used ? 'Given to express-session.' : 'Not used yet.'}</span>
      </div>
    </div>
  );
}
