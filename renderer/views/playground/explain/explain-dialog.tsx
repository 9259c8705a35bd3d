import { useState } from 'react';
import { mostPastedBytes } from '../../../../server/contract/explain.ts';
import { pageSentence } from '../../../page-problems.ts';
import { readText } from '../../../services/files/files.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { ExplainAnswer } from './explain-answer.tsx';
import { type Pasted, useExplain } from './use-explain.ts';
import './explain-dialog.css';

const nothing: Pasted = { text: '', secret: '', address: '' };

/** Says what somebody pasted, and what follows. */
export function ExplainDialog({ onClose }: { onClose: () => void }) {
  const [pasted, setPasted] = useState(nothing);
  const { answer, ask, forget } = useExplain();
  const isReady = pasted.text.trim() !== '' && answer.type !== 'asking';
  const explain = () => {
    if (isReady) void ask(pasted);
  };
  const edit = (change: Partial<Pasted>) => {
    setPasted((before) => ({ ...before, ...change }));
    // An answer to another text would be taken for one to this.
    if (answer.type !== 'none') forget();
  };
  const notify = useWindow((state) => state.notify);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = await readText(file, mostPastedBytes);
    if (read.ok) edit({ text: read.value.text });
    else notify({ kind: 'error', text: pageSentence(read.problem), next: 'Choose another.' });
  };
  const errorAt = (at: 'text' | 'address') =>
    answer.type === 'refused' && answer.at === at ? answer.message : null;
  return (
    <Dialog title="Explain" wide onClose={onClose}>
      <div className="stack explain">
        <Field label="Pasted text" error={errorAt('text')}>
          {(field) => (
            <textarea
              {...field}
              // showModal looks for the attribute, which React does not write.
              ref={(area) => area?.setAttribute('autofocus', '')}
              className="input mono explain-text"
              spellCheck={false}
              placeholder="Set-Cookie: connect.sid=s%3A…; Path=/; HttpOnly"
              value={pasted.text}
              onChange={(event) => edit({ text: event.target.value })}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) explain();
              }}
            />
          )}
        </Field>
        <Field label="Or a file, such as a HAR" inline>
          {(field) => (
            <input {...field} type="file" onChange={({ target }) => void take(target.files?.[0])} />
          )}
        </Field>
        <form
          className="row end wrap"
          onSubmit={(event) => {
            event.preventDefault();
            explain();
          }}
        >
          <div className="grow">
            <Field label="Secret, to see whether it fits (optional)">
              {(field) => (
                <input
                  {...field}
                  className="input mono masked"
                  autoComplete="off"
                  spellCheck={false}
                  value={pasted.secret}
                  onChange={(event) => edit({ secret: event.target.value })}
                />
              )}
            </Field>
          </div>
          <div className="grow">
            <Field label="Address it came from (optional)" error={errorAt('address')}>
              {(field) => (
                <input
                  {...field}
                  className="input mono"
                  autoComplete="off"
                  spellCheck={false}
                  placeholder="https://app.example.com/login"
                  value={pasted.address}
                  onChange={(event) => edit({ address: event.target.value })}
                />
              )}
            </Field>
          </div>
          <button type="submit" className="button primary" aria-keyshortcuts="Ctrl+Enter" disabled={!isReady}>
            Explain
          </button>
        </form>
        {answer.type === 'said' ? (
          <ExplainAnswer {...answer} onDone={onClose} />
        ) : (
          <p className="soft" role="status">
            {answer.type === 'asking' ? 'Reading…' : taken}
          </p>
        )}
      </div>
    </Dialog>
  );
}

const taken =
  'A Set-Cookie line, a cookie, a cURL command, a HAR, session options as code or JSON, or a scenario. Nothing of it is run or sent anywhere but to this app.';
