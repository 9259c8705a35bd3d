import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { BrowserInfo } from '../../../../server/contract/events/events.ts';
import { browserNameSchema, mostBrowsers } from '../../../../server/contract/requests.ts';
import { firstProblem, type PageProblem, pageProblem, pageSentence } from '../../../page-problems.ts';
import { freeName } from '../../../parts/requests/draft.ts';
import { useLabAct } from '../../../services/connection/use-act.ts';
import { usePlaygroundState } from '../../../services/connection/use-playground-state.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { HueDot } from '../../../ui/hue-dot.tsx';
import { TextField } from '../../../ui/text-field.tsx';

/** The virtual browsers: a name, a colour, a jar each. */
export function BrowsersDialog({ onClose }: { onClose: () => void }) {
  const browsers = usePlaygroundState((state) => state.browsers);
  return (
    <Dialog title="Browsers" onClose={onClose}>
      <div className="stack">
        <p className="soft">Each has a cookie jar of its own, as two people on two machines would.</p>
        {browsers.map((browser) => (
          <BrowserRow key={browser.hue} browser={browser} isLast={browsers.length === 1} />
        ))}
        {browsers.length < mostBrowsers ? (
          <NewBrowser names={browsers.map(({ name }) => name)} />
        ) : (
          <p className="soft">These are all {mostBrowsers} that there can be: remove one to add another.</p>
        )}
      </div>
    </Dialog>
  );
}

function BrowserRow({ browser: { name, hue }, isLast }: { browser: BrowserInfo; isLast: boolean }) {
  const act = useLabAct();
  return (
    <div className="row">
      <HueDot hue={hue} />
      <TextField
        aria-label={`Name of ${name}`}
        value={name}
        onCommit={(to) =>
          void act('rename the browser', (api) => api.renameBrowser.mutate({ from: name, to }))
        }
      />
      <Button
        look="plain"
        icon={<Trash2 aria-hidden />}
        aria-label={`Remove ${name}`}
        disabled={isLast}
        onClick={() => void act('remove the browser', (api) => api.removeBrowser.mutate({ browser: name }))}
      />
    </div>
  );
}

function nameProblem(name: string, taken: readonly string[]): PageProblem | null {
  if (taken.includes(name)) return pageProblem('browser-there', '', {});
  const { error } = browserNameSchema.safeParse(name);
  return error ? firstProblem(error, browserNameSchema, name) : null;
}

function NewBrowser({ names }: { names: readonly string[] }) {
  const suggested = freeName(names);
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? suggested;
  const act = useLabAct();
  const problem = nameProblem(name, names);
  return (
    <form
      className="row end"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem !== null) return;
        void act('add a browser', (api) => api.addBrowser.mutate({ name }));
        setTyped(null);
      }}
    >
      <div className="grow">
        <Field label="Another browser" error={problem && pageSentence(problem)}>
          {(field) => (
            <input
              {...field}
              className="input"
              value={name}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      </div>
      <button type="submit" className="button" disabled={problem !== null}>
        <Plus aria-hidden /> Add
      </button>
    </form>
  );
}
