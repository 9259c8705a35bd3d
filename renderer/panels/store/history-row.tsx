import { useCallback } from 'react';
import { historyRow, type WriteView } from '../../history/folds/sessions.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import { requestLabel } from '../../history/log/lane.ts';
import { useAtCursor, useCursorSeq, useHistory } from '../../history/use-history.ts';

/** One change of a session; a lost write is struck through and says who overwrote it. */
export function HistoryRow({ sid, place }: { sid: string; place: number }) {
  const row = useAtCursor(
    useCallback((log: EventLog, seq: number) => historyRow(log, sid, place, seq), [sid, place]),
  );
  const cursor = useCursorSeq();
  const setCursor = useHistory((state) => state.setCursor);
  if (!row) return null;
  const { write, loss } = row;
  const words = <span>{did(write)}</span>;
  return (
    <button
      type="button"
      className="history-row"
      aria-current={cursor === write.seq ? 'step' : undefined}
      title={loss?.sentence}
      onClick={() => setCursor(write.seq)}
    >
      {loss ? <del>{versionWord(write)}</del> : versionWord(write)}
      {words}
      {loss && <span className="lost-words">lost to {requestLabel(loss.overwrittenBy)}</span>}
    </button>
  );
}

const versionWord = ({ version }: WriteView) => (
  <span className="version">{version === null ? '–' : `v${version}`}</span>
);

function did({ kind, request, base }: WriteView): string {
  const by = requestLabel(request);
  switch (kind) {
    case 'write':
      return base === null ? `written by ${by}` : `written by ${by} from v${base}`;
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
