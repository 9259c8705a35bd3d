import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { attachGestures, type GestureHandlers } from './gestures.ts';
import { createTimelineCanvas, type TimelineCanvas, type TimelineCanvasInput } from './timeline-canvas.ts';

/** A canvas for the canvas elements in `plot`, for as long as they are on screen. Handlers may change from render to render. */
export function useTimelineCanvas(
  plot: RefObject<HTMLElement | null>,
  flag: RefObject<HTMLElement | null>,
  input: TimelineCanvasInput,
  revision: number,
  handlers: GestureHandlers,
): TimelineCanvas | null {
  const [timelineCanvas, setStage] = useState<TimelineCanvas | null>(null);
  const newest = useRef({ input, handlers });

  useLayoutEffect(() => {
    newest.current = { input, handlers };
  });

  useLayoutEffect(() => {
    const [lanes, overlay] = plot.current?.querySelectorAll('canvas') ?? [];
    if (!plot.current || !flag.current || !lanes || !overlay) return;
    const elements = { plot: plot.current, flag: flag.current, lanes, overlay };
    const created = createTimelineCanvas(elements, newest.current.input);
    const detach = attachGestures(plot.current, flag.current, created, {
      onCursor: (seq) => newest.current.handlers.onCursor(seq),
      onClick: (found) => newest.current.handlers.onClick(found),
      onHover: (found) => newest.current.handlers.onHover(found),
      onOpen: (found) => newest.current.handlers.onOpen(found),
    });
    setStage(created);
    return () => {
      detach();
      created.close();
      setStage(null);
    };
  }, [plot, flag]);

  const { log, cursor, timeScale, selected, hidesFuture } = input;
  // The log grows in place: its revision tells that there is more to draw.
  useEffect(() => {
    if (revision >= 0) timelineCanvas?.update({ log, cursor, timeScale, selected, hidesFuture });
  }, [timelineCanvas, log, revision, cursor, timeScale, selected, hidesFuture]);

  return timelineCanvas;
}
