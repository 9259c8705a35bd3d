import { ClipboardPaste } from 'lucide-react';
import { useState } from 'react';
import { pageSentence } from '../../../page-problems.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import type { Answer } from '../answer/answer-slice.ts';
import { useRaces } from '../races-store.ts';
import { readSchedule, scheduleText } from './schedule-text.ts';

/** Takes a schedule as text, such as somebody else copied, and runs it. */
export function PasteSchedule({ answer }: { answer: Answer }) {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const replay = useRaces((state) => state.replay);
  const requests = answer.result.requests.map(({ id }) => id);
  const example = answer.result.outcomes[0]?.example ?? [];
  const run = () => {
    const read = readSchedule(text, requests);
    setWrong(read.ok ? null : pageSentence(read.problem));
    if (!read.ok) return;
    setOpen(false);
    replay(read.schedule);
  };
  return (
    <>
      <Button
        look="plain"
        icon={<ClipboardPaste aria-hidden />}
        aria-label="Paste a schedule"
        onClick={() => setOpen(true)}
      />
      {isOpen && (
        <Dialog title="Paste a schedule" onClose={() => setOpen(false)}>
          <div className="stack">
            <Field label="Steps in their order; the beginning of a schedule will do" error={wrong}>
              {(names) => (
                <textarea
                  {...names}
                  className="input mono"
                  rows={4}
                  spellCheck={false}
                  placeholder={scheduleText(example)}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
              )}
            </Field>
            <div className="row">
              <Button look="primary" onClick={run}>
                Run it
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
