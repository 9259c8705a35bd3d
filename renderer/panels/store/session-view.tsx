import { ChevronDown, ChevronRight, Pencil } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { placeInWords } from '../../../server/contract/endpoints.ts';
import { wholeLength } from '../../../server/contract/events/cut-text.ts';
import { fromStoredKey } from '../../../server/contract/events/stored-key.ts';
import type { SessionView as Session, WriteView } from '../../history/folds/sessions.ts';
import { callerLabel } from '../../history/log/lane.ts';
import { useHistory } from '../../history/use-history.ts';
import { expiryWords } from '../../parts/cookies/cookie-words.ts';
import { dataOf } from '../../parts/store/session-data.ts';
import { Button } from '../../ui/button.tsx';
import { IdChip } from '../../ui/id-chip.tsx';
import { JsonTree } from '../../ui/json-tree.tsx';
import { useLabNow } from '../cookies/use-lab-now.ts';
import { AsStored } from './as-stored.tsx';
import { EditSession } from './edit-session.tsx';
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
  const edit = useHistory((state) => state.edits[session.sid]);
  const setEdit = useHistory((state) => state.edit);
  const view = useRef<HTMLDivElement>(null);
  const pencil = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  // What is shown is what is stored now, and the whole of it.
  const isNow = useHistory((state) => !state.isOver && state.cursor === 'live');
  const canEdit = isNow && wholeLength(last.value) === null;
  const begin = () => {
    const text = JSON.stringify(dataOf(last.value), null, 2);
    flushSync(() => {
      setChosen(true);
      setEdit(session.sid, { was: JSON.stringify(dataOf(last.value)), text });
    });
    field.current?.focus();
  };
  const end = () => {
    const hasFocus = view.current?.contains(document.activeElement);
    setEdit(session.sid, null);
    if (hasFocus) pencil.current?.focus();
  };
  return (
    <div className="session" ref={view}>
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
          {writtenBy(written)}
          {last.kind === 'touch' && `, touched by ${callerLabel(last)}`}
        </span>
        {against === null && <span className="session-facts">new</span>}
        <span className="session-facts">{expiryWords(last.expires, now, 'no expiry')}</span>
        {canEdit && (
          <Button
            ref={pencil}
            look="plain"
            icon={<Pencil aria-hidden />}
            aria-label={`Edit session ${sid}`}
            hint="Edit what is stored"
            aria-expanded={edit !== undefined}
            onClick={edit === undefined ? begin : end}
          />
        )}
      </div>
      {open && (
        <div className="session-body">
          {edit !== undefined && canEdit ? (
            <EditSession ref={field} sessionKey={session.sid} edit={edit} onDone={end} />
          ) : (
            <div key={written.seq} className="session-changed">
              {against === 'last write' ? (
                <JsonTree value={dataOf(written.value)} before={dataOf(written.previous)} />
              ) : (
                <JsonTree value={dataOf(last.value)} before={dataOf(against?.last.value)} />
              )}
            </div>
          )}
          <AsStored sessionKey={session.sid} seq={last.seq} />
          <SessionHistory sid={session.sid} />
        </div>
      )}
    </div>
  );
}

function writtenBy(written: WriteView): string {
  if (written.kind !== 'write') return 'kept';
  if (written.isFromOutside) return 'changed from outside';
  return written.byHand ? 'edited by hand' : `by ${callerLabel(written)}`;
}
