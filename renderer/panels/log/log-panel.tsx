import { useEffect, useRef, useState } from 'react';
import { useHistory } from '../../history/use-history.ts';
import { useRowHeight } from '../../services/window/use-row-height.ts';
import { Select } from '../../ui/select.tsx';
import { type LogKind, logKinds } from './log-kinds.ts';
import { LogList } from './log-list.tsx';
import './log-panel.css';
import { useLogRows } from './use-log-rows.ts';

const kindChoices = Object.entries(logKinds).map(([value, label]) => ({ value: value as LogKind, label }));

/** Every event as a sentence; a click moves the cursor to it. `searches`: how often the search was asked for. */
export function LogPanel({ searches }: { searches: number }) {
  const [kind, setKind] = useState<LogKind>('all');
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const rows = useLogRows(kind, text);
  const rowHeight = useRowHeight();
  const isOver = useHistory((state) => state.isOver);
  const dropped = useHistory((state) => state.logged.log.horizon?.droppedRequests ?? 0);
  const droppedSessions = useHistory((state) => state.logged.log.horizon?.droppedSessions ?? 0);
  useEffect(() => {
    if (searches > 0) field.current?.focus();
  }, [searches]);
  return (
    <div className="log">
      <div className="log-tools">
        <input
          ref={field}
          type="search"
          className="input"
          aria-label="Search the log"
          placeholder="Search the log (/)"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <span className="log-kind">
          <Select aria-label="Show in the log" value={kind} choices={kindChoices} onChange={setKind} />
        </span>
        <span className="faint dense">{rows.count.toLocaleString('en')} events</span>
      </div>
      {dropped > 0 && (
        <p className="soft dense">
          {dropped.toLocaleString('en')} older requests were dropped to make room; the newest are kept.
          {droppedSessions > 0 &&
            ` So were ${droppedSessions.toLocaleString('en')} stored sessions that were written before: they are shown again when they are used.`}
        </p>
      )}
      {rows.count === 0 ? (
        <p className="soft">
          {text === '' && kind === 'all'
            ? isOver
              ? 'Nothing happened.'
              : 'Nothing has happened yet: press F to fire.'
            : 'No event fits. Try fewer words, or show everything.'}
        </p>
      ) : (
        <LogList key={rowHeight} rows={rows} rowHeight={rowHeight} />
      )}
    </div>
  );
}
