import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useCursorSeq } from '../../history/use-history.ts';
import { LogRow } from './log-row.tsx';
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
