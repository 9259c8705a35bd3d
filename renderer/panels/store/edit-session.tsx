import { type Ref, useId, useState } from 'react';
import type { SessionEdit } from '../../history/history.ts';
import { useHistory } from '../../history/use-history.ts';
import { useApi } from '../../services/connection/api-context.ts';
import { explainError } from '../../services/connection/explain-error.ts';
import { inLabTurn, useLabAct } from '../../services/connection/use-act.ts';
import { useWindow } from '../../services/window/window-store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import './edit-session.css';

/** Other data for a stored session, as JSON. Whoever has loaded it goes on with what they have. */
export function EditSession({
  sessionKey,
  edit,
  onDone,
  ref,
}: {
  sessionKey: string;
  edit: SessionEdit;
  onDone: () => void;
  ref: Ref<HTMLTextAreaElement>;
}) {
  // What is stored may change while one types: then the lab says so.
  const { was, text } = edit;
  const write = useHistory((state) => state.edit);
  const [wrong, setWrong] = useState<string | null>(null);
  const errorId = useId();
  const api = useApi();
  const act = useLabAct();
  const notify = useWindow((state) => state.notify);
  const save = async () => {
    const change = { key: sessionKey, was, now: text };
    try {
      await inLabTurn(() => api.editSession.mutate(change));
    } catch (error) {
      return setWrong(explainError(error).message);
    }
    const back = { key: sessionKey, was: text, now: was };
    notify({
      kind: 'done',
      text: 'The session is changed in the store.',
      action: {
        label: 'Undo',
        run: () => void act('take the change back', () => api.editSession.mutate(back)),
      },
    });
    onDone();
  };
  return (
    <form
      className="edit-session"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        ref={ref}
        className="input mono"
        aria-label="The session’s data, as JSON"
        spellCheck={false}
        rows={Math.min(12, text.split('\n').length + 1)}
        value={text}
        {...(wrong !== null && { 'aria-invalid': true, 'aria-describedby': errorId })}
        onChange={(event) => {
          write(sessionKey, { was, text: event.target.value });
          setWrong(null);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        }}
      />
      {wrong !== null && <FieldError id={errorId}>{wrong}</FieldError>}
      <div className="row">
        <button type="submit" className="button normal">
          Save
        </button>
        <Button look="plain" onClick={onDone}>
          Cancel
        </Button>
        <span className="faint dense">The cookie’s settings stay.</span>
      </div>
    </form>
  );
}
