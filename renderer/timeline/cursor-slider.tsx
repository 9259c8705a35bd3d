import type { KeyboardEvent, Ref } from 'react';
import { eventAt, firstSeq, lastSeq, type Move, moved, seqAt } from '../history/folds/position.ts';
import { describeEvent } from '../history/folds/words.ts';
import type { Cursor, EventLog } from '../history/log/event-log.ts';
import { exactTime } from './layout/axis.ts';

const moveOf = ({ key, shiftKey }: KeyboardEvent): Move | null => {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return shiftKey ? 'previous decision' : 'previous';
    case 'ArrowRight':
    case 'ArrowUp':
      return shiftKey ? 'next decision' : 'next';
    case 'Home':
      return 'first';
    case 'End':
      return 'last';
    default:
      return null;
  }
};

/** The cursor's flag: the exact time, and a slider over the log's events. */
export function CursorSlider({
  ref,
  log,
  cursor,
  onCursor,
}: {
  ref: Ref<HTMLDivElement>;
  log: EventLog;
  cursor: Cursor;
  onCursor: (cursor: Cursor) => void;
}) {
  const seq = seqAt(log, cursor);
  const event = eventAt(log, seq);
  const onKeyDown = (pressed: KeyboardEvent) => {
    const move = moveOf(pressed);
    if (move === null || !event) return;
    pressed.preventDefault();
    pressed.stopPropagation();
    onCursor(moved(log, seq, move));
  };
  return (
    <div
      ref={ref}
      className="timeline-flag"
      role="slider"
      tabIndex={0}
      aria-label="cursor"
      aria-valuemin={Math.max(0, firstSeq(log))}
      aria-valuemax={Math.max(0, lastSeq(log))}
      aria-valuenow={Math.max(0, seq)}
      aria-valuetext={event ? `${exactTime(event.at)}: ${describeEvent(event)}` : 'Nothing has happened yet.'}
      data-live={cursor === 'live'}
      onKeyDown={onKeyDown}
    >
      {exactTime(event?.at ?? 0)}
    </div>
  );
}
