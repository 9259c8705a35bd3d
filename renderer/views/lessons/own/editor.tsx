import { ListTree, Play, Save } from 'lucide-react';
import { useMemo } from 'react';
import { stepWords } from '../../../../server/contract/scenario/steps.ts';
import { useCommands } from '../../../services/keyboard/commands.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Tooltip } from '../../../ui/tooltip.tsx';
import { useLessons } from '../lessons-store.ts';
import type { Draft, DraftStep } from './draft.ts';
import { useDraftActions, useDraftWords } from './use-draft-actions.ts';
import './editor.css';

/** A scenario of one's own: its words, and which steps and expectations are in it. */
export function Editor({ draft }: { draft: Draft }) {
  const { save, tryOut } = useDraftActions();
  const words = useDraftWords(draft);
  useCommands(useMemo(() => ({ save }), [save]));
  return (
    <div className="editor">
      <header className="lesson-head">
        <Tooltip text="All lessons">
          <a className="button plain icon-only" href="#/lessons" aria-label="Contents">
            <ListTree aria-hidden />
          </a>
        </Tooltip>
        <h2 className="grow">Make your own</h2>
        <Button icon={<Play aria-hidden />} hint="Opens it as a lesson, to be run" onClick={tryOut}>
          Try it out
        </Button>
        <Button look="primary" icon={<Save aria-hidden />} shortcut="Ctrl+S" onClick={save}>
          Save as a file
        </Button>
      </header>
      <div className="editor-body">
        <Words draft={draft} />
        <Panel name="Steps and expectations" fill>
          <ol className="scroll editor-steps">
            {draft.steps.map((one, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a draft keep their places
              <StepChoice key={place} place={place} step={one} expected={words?.[place] ?? null} />
            ))}
          </ol>
        </Panel>
      </div>
    </div>
  );
}

function Words({ draft }: { draft: Draft }) {
  const edit = useLessons((state) => state.editDraft);
  return (
    <section className="editor-words scroll" aria-label="Words">
      <Field label="Title">
        {(names) => (
          <input
            {...names}
            className="input"
            maxLength={200}
            placeholder="What it is about, in a few words"
            value={draft.title}
            onChange={(event) => edit({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label="Claim">
        {(names) => (
          <textarea
            {...names}
            className="input"
            rows={3}
            maxLength={1000}
            placeholder="One sentence that could be false"
            value={draft.claim}
            onChange={(event) => edit({ claim: event.target.value })}
          />
        )}
      </Field>
      <Field label="Text">
        {(names) => (
          <textarea
            {...names}
            className="input"
            rows={9}
            placeholder="Why it is so. An empty line begins a paragraph; `code` and *emphasis* are marked so."
            value={draft.text}
            onChange={(event) => edit({ text: event.target.value })}
          />
        )}
      </Field>
      {draft.notes.map((note) => (
        <p key={note} className="lesson-note">
          {note}
        </p>
      ))}
      <p className="soft dense">
        Secrets that were used are replaced by others, since a file is passed on. It can be opened here, by{' '}
        <code>session-playground run</code>, and by whoever gets it.
      </p>
    </section>
  );
}

/** A step or expectation, to be taken in or left out. */
function StepChoice({
  place,
  step: { step, isOn },
  expected,
}: {
  place: number;
  step: DraftStep;
  /** Of an expectation: what it expects, in words. */
  expected: string | null;
}) {
  const toggle = useLessons((state) => state.toggleStep);
  const isExpectation = 'expect' in step;
  const lines = isExpectation ? [expected ?? '…'] : stepWords(step);
  return (
    <li className={`step-choice ${isExpectation ? 'expectation' : ''} ${isOn ? '' : 'out'}`}>
      <label>
        <input type="checkbox" checked={isOn} onChange={() => toggle(place)} />
        <span>
          {isExpectation && <span className="faint">expect </span>}
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: alike requests have alike lines
            <span key={at} className="step-choice-line">
              {line}
            </span>
          ))}
        </span>
      </label>
    </li>
  );
}
