import { useCallback } from 'react';
import { type SessionView as Session, storeAt } from '../../history/folds/sessions.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import { useAtCursor, useCursorSeq, useHistory } from '../../history/use-history.ts';
import { dataOf } from '../../parts/store/session-data.ts';
import { IdChip } from '../../ui/id-chip.tsx';
import { JsonTree } from '../../ui/json-tree.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SessionView } from './session-view.tsx';
import './store-panel.css';

/**
 * The store at the cursor: its sessions, the one used last first. `since`: an earlier seq; what changed is told against
 * the store as it was then, instead of each session against its own version before.
 */
export function StorePanel({ since }: { since?: number | undefined }) {
  const { count, sessions } = useAtCursor(storeAt);
  const earlier = useAtCursor(
    useCallback((log: EventLog) => (since === undefined ? null : storeAt(log, since).sessions), [since]),
  );
  const isOver = useHistory((state) => state.isOver);
  const isStart = useCursorSeq() <= (since ?? -1);
  const against = ({ sid }: Session) =>
    earlier === null ? 'last write' : (earlier.find((one) => one.sid === sid) ?? null);
  const gone = (earlier ?? []).filter(({ sid }) => !sessions.some((session) => session.sid === sid));
  const hasChanged = gone.length > 0 || sessions.some((session) => session !== against(session));
  return (
    <Panel
      name="Store"
      fill
      tools={
        <span className="dense faint">
          {count === 1 ? '1 session' : `${count.toLocaleString('en')} sessions`}
        </span>
      }
    >
      <div className="sessions scroll">
        {sessions.length === 0 && (
          <p className="soft">
            The store is empty at this instant.
            {!isOver && ' Fire a request that puts something in, such as GET /views.'}
          </p>
        )}
        {earlier !== null && sessions.length + gone.length > 0 && (
          <p className="faint dense">{sinceWords(isStart, hasChanged)}</p>
        )}
        {sessions.map((session, place) => (
          <SessionView key={session.sid} session={session} against={against(session)} isFirst={place === 0} />
        ))}
        {gone.map((session) => (
          <GoneSession key={session.sid} session={session} />
        ))}
        {count > sessions.length && (
          <p className="soft dense">
            …and {(count - sessions.length).toLocaleString('en')} more, used longer ago.
          </p>
        )}
      </div>
    </Panel>
  );
}

function sinceWords(isStart: boolean, hasChanged: boolean): string {
  if (isStart) return 'What is stored then:';
  return hasChanged ? 'Before and after this step:' : 'This step leaves it as it was:';
}

/** One that was there, and is not any more. */
const GoneSession = ({ session: { sid, last } }: { session: Session }) => (
  <div className="session">
    <p className="session-head">
      <IdChip id={sid} what="the session ID" />
      <del className="dense danger">removed</del>
    </p>
    <JsonTree value={{}} before={dataOf(last.value)} />
  </div>
);
