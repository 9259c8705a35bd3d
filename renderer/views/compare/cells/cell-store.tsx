import { eventAt, seqAt } from '../../../history/folds/position.ts';
import { storeAt } from '../../../history/folds/sessions.ts';
import { describeEvent } from '../../../history/folds/words.ts';
import type { Cursor, EventLog } from '../../../history/log/event-log.ts';
import { dataOf } from '../../../parts/store/session-data.ts';
import { IdChip } from '../../../ui/id-chip.tsx';
import { JsonTree } from '../../../ui/json-tree.tsx';

/** What happens at the cursor, and what is stored then. */
export function CellStore({ log, cursor }: { log: EventLog; cursor: Cursor }) {
  const seq = seqAt(log, cursor);
  const event = eventAt(log, seq);
  const { count, sessions } = storeAt(log, seq, 20);
  return (
    <section className="cell-store scroll" aria-label="Store at the cursor">
      <p aria-live="polite">{event && describeEvent(event)}</p>
      {count === 0 && <p className="soft dense">The store is empty at this instant.</p>}
      {sessions.map(({ sid, last, written }) => (
        <div key={sid} className="cell-session">
          <p className="row">
            <IdChip id={sid} what="the session ID" />
            <span className="mono dense soft">v{last.version ?? '?'}</span>
          </p>
          <JsonTree value={dataOf(written.value)} before={dataOf(written.previous)} />
        </div>
      ))}
      {count > sessions.length && (
        <p className="soft dense">…and {count - sessions.length} more, used longer ago.</p>
      )}
    </section>
  );
}
