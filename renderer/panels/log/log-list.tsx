import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { LogEvent } from '../../../server/contract/events/events.ts';
import { describeInLog } from '../../history/folds/config-changes.ts';
import { hueOf } from '../../history/folds/jars.ts';
import { useCursorSeq, useHistory } from '../../history/use-history.ts';
import { exactTime } from '../../timeline/layout/axis.ts';
import { HueDot } from '../../ui/hue-dot.tsx';
import type { LogRows } from './use-log-rows.ts';

/** The rows that are in sight, and the one at the cursor kept in sight. `rowHeight` in px; it must not change. */
export function LogList({ rows, rowHeight }: { rows: LogRows; rowHeight: number }) {
  const scroller = useRef<HTMLDivElement>(null);
  const cursor = useCursorSeq();
  const list = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  const place = rows.placeOf(cursor);
  useEffect(() => {
    if (place >= 0) list.scrollToIndex(place);
  }, [place, list]);
  return (
    <div ref={scroller} className="log-list scroll">
      <div className="log-space" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, start }) => {
          const event = rows.at(index);
          return (
            event && (
              <div
                key={event.seq}
                className="log-item"
                style={{ transform: `translateY(${start}px)`, height: rowHeight }}
              >
                <LogRow event={event} isCurrent={index === place} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

/** One event: when, whose, what. */
function LogRow({ event, isCurrent }: { event: LogEvent; isCurrent: boolean }) {
  const setCursor = useHistory((state) => state.setCursor);
  const hue = useHistory(({ logged: { log } }) => {
    const request = 'request' in event ? event.request : null;
    const lane = request === null ? undefined : log.lanes.byRequest.get(request);
    return lane === undefined ? null : hueOf(log, lane.browser);
  });
  const words = useHistory(({ logged: { log } }) => describeInLog(log, event));
  return (
    <button
      type="button"
      className={`log-row ${event.type}`}
      aria-current={isCurrent ? 'step' : undefined}
      onClick={() => setCursor(event.seq)}
    >
      <span className="log-time">{exactTime(event.at)}</span>
      {hue === null ? <span className="log-no-hue" /> : <HueDot hue={hue} />}
      <span className="log-words">{words}</span>
    </button>
  );
}
