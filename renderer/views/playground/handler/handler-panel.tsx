import { Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ownHandlerPath } from '../../../../server/contract/routes.ts';
import { useApi } from '../../../services/connection/api-context.ts';
import { explainError } from '../../../services/connection/explain-error.ts';
import { usePlaygroundState } from '../../../services/connection/use-playground-state.ts';
import { withConsent } from '../../../services/files/consent.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import { Button } from '../../../ui/button.tsx';
import { CodeField } from '../../../ui/code-field.tsx';
import { FieldError } from '../../../ui/field.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import './handler-panel.css';

/** A handler of one's own, run by the lab for any method. */
export function HandlerPanel() {
  const running = usePlaygroundState((state) => state.handler);
  const typed = usePlaygroundStore((state) => state.handlerText);
  const write = usePlaygroundStore((state) => state.writeHandler);
  const text = typed ?? running ?? firstHandler;
  const { problem, run } = useRunHandler();
  const edit = usePlaygroundStore((state) => state.edit);
  const isRunning = running === text;
  return (
    <div className="handler">
      <div className="row wrap">
        <Button
          icon={<Play aria-hidden />}
          hint="Put it into the lab"
          shortcut="Ctrl+Enter"
          onClick={() => void run(text)}
        >
          Run
        </Button>
        {running !== null && (
          <Button look="plain" icon={<Trash2 aria-hidden />} onClick={() => void run(null)}>
            Remove
          </Button>
        )}
        <span className="soft dense" role="status">
          {isRunning
            ? `Runs at ${ownHandlerPath}.`
            : running === null
              ? 'Not running yet.'
              : 'Changed since it was run.'}
        </span>
      </div>
      <p className="soft dense">
        Answers any method at{' '}
        <button type="button" className="link" onClick={() => edit({ path: ownHandlerPath, method: 'GET' })}>
          {ownHandlerPath}
        </button>
        . It sees <code>work</code> and <code>require</code>, and has a lab in a process of its own: an
        endless loop or a crash ends only that. <kbd>Esc</kbd> then <kbd>Tab</kbd> leaves the editor.
      </p>
      <div className="handler-text">
        <CodeField
          label="Your own handler"
          language="javascript"
          aria-describedby={problem === null ? undefined : 'handler-error'}
          value={text}
          onChange={write}
          onRun={() => void run(text)}
        />
      </div>
      {problem !== null && <FieldError id="handler-error">{problem}</FieldError>}
    </div>
  );
}

/** What the editor shows at first: a read and a write with time between, as races need. */
const firstHandler = `async (req, res) => {
  const seen = req.session.seen ?? 0
  await work(req) // as long as the form says
  req.session.seen = seen + 1
  res.json({ seen: req.session.seen })
}
`;

/** Puts a handler into the lab, or takes it out. `problem`: why the lab did not take it, with the line. */
function useRunHandler() {
  const api = useApi();
  const notify = useWindow((state) => state.notify);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (source: string | null) => {
    try {
      await withConsent(api, () => api.setHandler.mutate({ source }));
      setProblem(null);
      if (source !== null)
        notify({ kind: 'done', text: `Your handler runs at ${ownHandlerPath}: send or fire there.` });
    } catch (error) {
      const { at, message } = explainError(error);
      setProblem(at === null || at === 'handler' || at === 'source' ? message : `${at}: ${message}`);
    }
  };
  return { problem, run };
}
