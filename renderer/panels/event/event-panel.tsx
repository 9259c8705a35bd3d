import { FileText, Flag } from 'lucide-react';
import { useCallback } from 'react';
import type { LogEvent } from '../../../server/contract/events/events.ts';
import { configChanges } from '../../history/folds/config-changes.ts';
import { beginningInWords, sinceBurst, sinceEvent } from '../../history/folds/elapsed.ts';
import { eventAt } from '../../history/folds/position.ts';
import { eventViewAt } from '../../history/folds/verdicts.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import { requestLabel } from '../../history/log/lane.ts';
import { useAtCursor, useHistory } from '../../history/use-history.ts';
import { duration, exactTime } from '../../timeline/layout/axis.ts';
import { Button } from '../../ui/button.tsx';
import { HueDot } from '../../ui/hue-dot.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ScrollBox } from '../../ui/scroll-box.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import { detailsOf } from './details-of.ts';
import { lossesAt } from './losses-at.ts';
import { EarlierVerdicts, VerdictItem } from './verdict-item.tsx';
import './event-panel.css';

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
              <span className="grow" />
              {view.request !== null && <InspectButton request={view.request} />}
            </p>
            <p className="event-says">{view.sentence}</p>
            <Times seq={view.event.seq} />
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

/** How long after its burst or its request began, and after the event that was marked; and the way to mark one. */
function Times({ seq }: { seq: number }) {
  const marked = useHistory((state) => state.marked);
  const mark = useHistory((state) => state.mark);
  const setCursor = useHistory((state) => state.setCursor);
  const burst = useAtCursor(sinceBurst);
  const beginning = useAtCursor(beginningInWords);
  const other = useAtCursor(
    useCallback((log: EventLog, at: number) => sinceEvent(log, at, marked), [marked]),
  );
  const isMarked = marked === seq;
  return (
    <div className="event-times">
      {burst !== null && burst.us > 0 && (
        <span>
          {duration(burst.us)} after {beginning}
        </span>
      )}
      {other !== null && (
        <span>
          {duration(Math.abs(other.us))} {other.us < 0 ? 'before' : 'after'}{' '}
          <button type="button" className="marked-event" onClick={() => setCursor(other.seq)}>
            marked event {other.seq}
          </button>
        </span>
      )}
      <Button
        look="plain"
        icon={<Flag aria-hidden />}
        aria-pressed={isMarked}
        hint="Tells of every other event how long before or after this one it was"
        shortcut="M"
        onClick={() => mark(isMarked ? null : seq)}
      >
        {isMarked ? 'Marked' : 'Measure from here'}
      </Button>
    </div>
  );
}

/** Opens what went over the wire. */
function InspectButton({ request }: { request: string }) {
  const inspect = useHistory((state) => state.inspect);
  return (
    <Button
      look="plain"
      icon={<FileText aria-hidden />}
      hint="Its headers and bodies, as they went over the wire"
      shortcut="I"
      onClick={() => inspect(request)}
    >
      Inspect
    </Button>
  );
}

/** What an event holds besides its sentence: headers, bodies, a stack. */
function EventDetails({ event }: { event: LogEvent }) {
  return detailsOf(event).map(({ label, text, isOpen }) => (
    <details key={label} open={isOpen}>
      <summary>{label}</summary>
      <ScrollBox label={label} className="event-raw">
        <pre>{visibleText(text)}</pre>
      </ScrollBox>
    </details>
  ));
}

/** Writes that were lost, as far as the cursor or the selection is about them: what, to whom, and the way there. */
function Losses() {
  const selection = useHistory((state) => state.selection);
  const losses = useAtCursor(
    useCallback((log: EventLog, seq: number) => lossesAt(log, seq, selection), [selection]),
  );
  const setCursor = useHistory((state) => state.setCursor);
  if (losses.length === 0) return null;
  return (
    <ul className="losses" aria-label="Lost writes">
      {losses.map((loss) => (
        <li key={`${loss.lostSeq}-${loss.seq}`}>
          <strong>{loss.kind === 'lost update' ? 'Lost update.' : 'Lost delete.'}</strong>{' '}
          <Sentence text={loss.sentence} />
          <div className="row wrap loss-ways">
            <Button onClick={() => setCursor(loss.lostSeq)}>Show lost write</Button>
            <Button onClick={() => setCursor(loss.seq)}>Show overwriting write</Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
