import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { fromStoredKey, placeInWords } from '../../../server/contract/events/stored-key.ts';
import { clockAt, labNowAt } from '../../history/folds/clock.ts';
import type { SessionView as Session } from '../../history/folds/sessions.ts';
import { requestLabel } from '../../history/log/lane.ts';
import { useAtCursor, useHistory } from '../../history/use-history.ts';
import { expiryWords } from '../../parts/cookies/cookie-words.ts';
import { dataOf } from '../../parts/store/session-data.ts';
import { IdChip } from '../../ui/id-chip.tsx';
import { JsonTree } from '../../ui/json-tree.tsx';
import { useLabNow } from '../cookies/use-lab-now.ts';
import { SessionHistory } from './session-history.tsx';

/** One stored session: version, who wrote it, what is in it and what that changed, and its history. */
export function SessionView({ session, isFirst }: { session: Session; isFirst: boolean }) {
  const { last, written } = session;
  const { sid, place } = fromStoredKey(session.sid);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? isFirst;
  const now = useLabNow(
    useAtCursor(labNowAt),
    useAtCursor(clockAt),
    useHistory((state) => state.cursor) === 'live',
  );
  return (
    <div className="session">
      <div className="session-head">
        <button
          type="button"
          className="session-fold"
          aria-expanded={open}
          aria-label={`Session ${sid}`}
          onClick={() => setChosen(!open)}
        >
          {open ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
        </button>
        <IdChip id={sid} what="the session ID" />
        {place !== undefined && <span className="session-facts">{placeInWords(place)}</span>}
        <span className="version">v{last.version ?? '?'}</span>
        <span className="session-facts">
          {written.kind === 'write' ? `by ${requestLabel(written.request)}` : 'kept'}
          {last.kind === 'touch' && `, touched by ${requestLabel(last.request)}`}
        </span>
        <span className="session-facts">{expiryWords(last.expires, now, 'no expiry')}</span>
      </div>
      {open && (
        <div className="session-body">
          <div key={written.seq} className="session-changed">
            <JsonTree value={dataOf(written.value)} before={dataOf(written.previous)} />
          </div>
          <SessionHistory sid={session.sid} />
        </div>
      )}
    </div>
  );
}
