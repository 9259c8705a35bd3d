import { configChanges } from '../../history/folds/config-changes.ts';
import { eventAt } from '../../history/folds/position.ts';
import { eventViewAt } from '../../history/folds/verdicts.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import { requestLabel } from '../../history/log/lane.ts';
import { useAtCursor, useHistory } from '../../history/use-history.ts';
import { exactTime } from '../../timeline/layout/time-format.ts';
import { HueDot } from '../../ui/hue-dot.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EarlierVerdicts } from './earlier-verdicts.tsx';
import { EventDetails } from './event-details.tsx';
import './event-panel.css';
import { Losses } from './losses.tsx';
import { VerdictItem } from './verdict-item.tsx';

const configChangesAt = (log: EventLog, seq: number): string[] => {
  const event = eventAt(log, seq);
  return event ? configChanges(log, event) : [];
};

/** What happened at the cursor, and why. */
export function EventPanel() {
  const view = useAtCursor(eventViewAt);
  const isOver = useHistory((state) => state.isOver);
  const changes = useAtCursor(configChangesAt);
  return (
    <Panel
      name="Event"
      fill
      tools={view && <span className="dense mono faint">{exactTime(view.event.at)}</span>}
    >
      <div className="event scroll">
        {view ? (
          <>
            <p className="event-who">
              {view.browser !== null && (
                <>
                  <HueDot hue={view.hue} /> {view.browser}
                </>
              )}
              {view.request !== null && <span className="mono">{requestLabel(view.request)}</span>}
              <span className="faint">event {view.event.seq}</span>
            </p>
            <p className="event-says">{view.sentence}</p>
            <Losses />
            {view.verdicts.map((verdict) => (
              <VerdictItem key={verdict.rule} verdict={verdict} hasSentence={view.event.type !== 'verdict'} />
            ))}
            {changes.length > 0 && <pre className="event-raw">{changes.join('\n')}</pre>}
            <EventDetails event={view.event} />
            <EarlierVerdicts earlier={view.earlier} />
          </>
        ) : (
          <p className="soft">{isOver ? 'Nothing happened.' : 'Nothing has happened yet. Send a request.'}</p>
        )}
      </div>
    </Panel>
  );
}
