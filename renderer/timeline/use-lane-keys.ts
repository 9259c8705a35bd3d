import { type KeyboardEvent, useState } from 'react';
import type { EventLog } from '../history/log/event-log.ts';
import { type FocusMove, focusAfter } from './layout/focus.ts';
import { targetRevealed, zoomed } from './layout/moves.ts';
import type { RowTarget } from './layout/target.ts';
import type { TimelineCanvas } from './timeline-canvas.ts';

const focusMoves: Readonly<Record<string, FocusMove>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** What the keys do on the lanes: the arrows walk, Enter takes what has the focus, +, - and 0 zoom, Escape lets go. */
export function useLaneKeys(
  timelineCanvas: TimelineCanvas | null,
  log: EventLog,
  onTake: (target: RowTarget) => void,
) {
  const [focused, setFocused] = useState<RowTarget | null>(null);
  const onKeyDown = (pressed: KeyboardEvent) => {
    if (!timelineCanvas || !act(timelineCanvas, pressed.key)) return;
    pressed.preventDefault();
    pressed.stopPropagation();
  };

  const act = (on: TimelineCanvas, key: string): boolean => {
    const move = focusMoves[key];
    if (move) {
      const next = focusAfter(log, focused, move);
      setFocused(next);
      if (next) on.look(targetRevealed(log, next));
      return true;
    }
    switch (key) {
      case 'Enter':
      case ' ':
        if (focused) onTake(focused);
        return true;
      case '+':
      case '=':
        on.look(zoomed(1.5));
        return true;
      case '-':
        on.look(zoomed(1 / 1.5));
        return true;
      case '0':
        on.fit();
        return true;
      case 'Escape':
        setFocused(null);
        return focused !== null;
      default:
        return false;
    }
  };

  return { focused, letGo: () => setFocused(null), onKeyDown };
}
