import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useRef } from 'react';
import { historyLength } from '../../history/folds/sessions.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import { useAtCursor } from '../../history/use-history.ts';
import { useRowHeight } from '../../services/use-row-height.ts';
import { HistoryRow } from './history-row.tsx';
import './session-history.css';

/** Every change of one session up to the cursor, newest first; a click moves the cursor there. */
export function SessionHistory({ sid }: { sid: string }) {
  const scroller = useRef<HTMLUListElement>(null);
  const length = useAtCursor(
    useCallback((log: EventLog, seq: number) => historyLength(log, sid, seq), [sid]),
  );
  const rowHeight = useRowHeight();
  const rows = useVirtualizer({
    count: length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  return (
    <div className="history">
      <h3>
        History <span className="faint">{length}</span>
      </h3>
      <ul ref={scroller} className="history-list scroll" aria-label="History of the session">
        <li className="history-space" aria-hidden style={{ height: rows.getTotalSize() }} />
        {rows.getVirtualItems().map(({ index, start }) => (
          <li key={index} className="history-item" style={{ transform: `translateY(${start}px)` }}>
            <HistoryRow sid={sid} place={length - 1 - index} />
          </li>
        ))}
      </ul>
    </div>
  );
}
