import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { placeInWords } from '../../../server/contract/endpoints.ts';
import { fromStoredKey } from '../../../server/contract/events/stored-key.ts';
import type { SessionView as Session } from '../../history/folds/sessions.ts';
import { requestLabel } from '../../history/log/lane.ts';
import { expiryWords } from '../../parts/cookies/cookie-words.ts';
import { dataOf } from '../../parts/store/session-data.ts';
import { IdChip } from '../../ui/id-chip.tsx';
import { JsonTree } from '../../ui/json-tree.tsx';
import { useLabNow } from '../cookies/use-lab-now.ts';
import { SessionHistory } from './session-history.tsx';

/**
 * One stored session: version, who wrote it, what is in it and what that changed, and its history. `against`: the
 * session as it was earlier, null where there was none; or what it was before it was last written.
 */
export function SessionView({
  session,
  against,
  isFirst,
}: {
  session: Session;
  against: Session | null | 'last write';
  isFirst: boolean;
}) {
  const { last, written } = session;
  const { sid, place } = fromStoredKey(session.sid);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const hasChanged = against !== 'last write' && against !== session;
  const open = chosen ?? (isFirst || hasChanged);
  const now = useLabNow();
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
        {against === null && <span className="session-facts">new</span>}
        <span className="session-facts">{expiryWords(last.expires, now, 'no expiry')}</span>
      </div>
      {open && (
        <div className="session-body">
          <div key={written.seq} className="session-changed">
            {against === 'last write' ? (
              <JsonTree value={dataOf(written.value)} before={dataOf(written.previous)} />
            ) : (
              <JsonTree value={dataOf(last.value)} before={dataOf(against?.last.value)} />
            )}
          </div>
          <SessionHistory sid={session.sid} />
        </div>
      )}
    </div>
  );
}
