import { storeAt } from '../../history/folds/sessions.ts';
import { useAtCursor } from '../../history/use-history.ts';
import { Panel } from '../../ui/panel.tsx';
import { SessionView } from './session-view.tsx';
import './store-panel.css';

/** The store at the cursor: its sessions, the one used last first. */
export function StorePanel() {
  const { count, sessions } = useAtCursor(storeAt);
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
            The store is empty at this instant. Fire a request that puts something in, such as GET /views.
          </p>
        )}
        {sessions.map((session, place) => (
          <SessionView key={session.sid} session={session} isFirst={place === 0} />
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
