import { Play, Trash2 } from 'lucide-react';
import { ownHandlerPath } from '../../../../server/contract/routes.ts';
import { usePlaygroundState } from '../../../services/use-playground-state.ts';
import { Button } from '../../../ui/button.tsx';
import { FieldError } from '../../../ui/field.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import { firstHandler } from './first-handler.ts';
import './handler-panel.css';
import { useRunHandler } from './use-run-handler.ts';

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
        . It sees <code>work</code> and <code>require</code>, and runs in the lab’s worker: an endless loop or
        a crash ends only that worker.
      </p>
      <textarea
        className="input mono handler-text"
        aria-label="Your own handler"
        aria-describedby={problem === null ? undefined : 'handler-error'}
        spellCheck={false}
        value={text}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run(text);
        }}
      />
      {problem !== null && <FieldError id="handler-error">{problem}</FieldError>}
    </div>
  );
}
