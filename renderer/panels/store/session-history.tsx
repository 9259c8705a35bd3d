import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useRef } from 'react';
import { historyLength, historyRow, type WriteView } from '../../history/folds/sessions.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import { callerLabel, requestLabel } from '../../history/log/lane.ts';
import { useAtCursor, useCursorSeq, useHistory } from '../../history/use-history.ts';
import { useRowHeight } from '../../services/window/use-row-height.ts';
import './session-history.css';

/** Every change of one session up to the cursor, newest first; a click moves the cursor there. */
export function SessionHistory({ sid }: { sid: string }) {
  const length = useAtCursor(
    useCallback((log: EventLog, seq: number) => historyLength(log, sid, seq), [sid]),
  );
  const rowHeight = useRowHeight();
  return (
    <div className="history">
      <h3>
        History <span className="faint">{length}</span>
      </h3>
      <HistoryList key={rowHeight} {...{ sid, length, rowHeight }} />
    </div>
  );
}

/** The rows that are in sight. `rowHeight` in px; it must not change. */
function HistoryList({ sid, length, rowHeight }: { sid: string; length: number; rowHeight: number }) {
  const scroller = useRef<HTMLUListElement>(null);
  const rows = useVirtualizer({
    count: length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  return (
    <ul ref={scroller} className="history-list scroll" aria-label="History of the session">
      <li className="history-space" aria-hidden style={{ height: rows.getTotalSize() }} />
      {rows.getVirtualItems().map(({ index, start }) => (
        <li
          key={index}
          className="history-item"
          style={{ transform: `translateY(${start}px)`, height: rowHeight }}
        >
          <HistoryRow sid={sid} place={length - 1 - index} />
        </li>
      ))}
    </ul>
  );
}

/** One change of a session; a lost write is struck through and says who overwrote it. */
function HistoryRow({ sid, place }: { sid: string; place: number }) {
  const row = useAtCursor(
    useCallback((log: EventLog, seq: number) => historyRow(log, sid, place, seq), [sid, place]),
  );
  const cursor = useCursorSeq();
  const setCursor = useHistory((state) => state.setCursor);
  if (!row) return null;
  const { write, loss, back } = row;
  const words = <span>{did(write)}</span>;
  return (
    <button
      type="button"
      className="history-row"
      aria-current={cursor === write.seq ? 'step' : undefined}
      title={loss?.sentence ?? back ?? undefined}
      onClick={() => setCursor(write.seq)}
    >
      {loss ? <del>{versionWord(write)}</del> : versionWord(write)}
      {words}
      {loss && <span className="lost-words">lost to {requestLabel(loss.overwrittenBy)}</span>}
      {back && <span className="faint">overwritten for a while</span>}
    </button>
  );
}

const versionWord = ({ version }: WriteView) => (
  <span className="version">{version === null ? '–' : `v${version}`}</span>
);

function did(write: WriteView): string {
  const { kind, base } = write;
  const by = callerLabel(write);
  if (write.isFromOutside) return outsideWords[write.kind];
  const written = write.byHand ? 'edited by hand' : `written by ${by}`;
  switch (kind) {
    case 'write':
      return base === null ? written : `${written} from v${base}`;
    case 'touch':
      return `touched by ${by}`;
    case 'destroy':
      return `destroyed by ${by}`;
    case 'vanished':
      return 'gone';
    case 'kept':
      return 'was there';
  }
}

const outsideWords: Readonly<Record<WriteView['kind'], string>> = {
  write: 'changed from outside',
  touch: 'its cookie or expiry changed from outside',
  destroy: 'removed from outside',
  vanished: 'gone',
  kept: 'was there',
};
