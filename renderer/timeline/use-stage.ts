import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { attachGestures, type GestureHandlers } from './gestures.ts';
import { createStage, type Stage, type StageInput } from './stage.ts';

/** A stage for the canvases in `plot`, for as long as they are on screen. Handlers may change from render to render. */
export function useStage(
  plot: RefObject<HTMLElement | null>,
  flag: RefObject<HTMLElement | null>,
  input: StageInput,
  revision: number,
  handlers: GestureHandlers,
): Stage | null {
  const [stage, setStage] = useState<Stage | null>(null);
  const newest = useRef({ input, handlers });

  useLayoutEffect(() => {
    newest.current = { input, handlers };
  });

  useLayoutEffect(() => {
    const [lanes, overlay] = plot.current?.querySelectorAll('canvas') ?? [];
    if (!plot.current || !flag.current || !lanes || !overlay) return;
    const elements = { plot: plot.current, flag: flag.current, lanes, overlay };
    const created = createStage(elements, newest.current.input);
    const detach = attachGestures(plot.current, flag.current, created, {
      onCursor: (seq) => newest.current.handlers.onCursor(seq),
      onClick: (found) => newest.current.handlers.onClick(found),
      onHover: (found) => newest.current.handlers.onHover(found),
    });
    setStage(created);
    return () => {
      detach();
      created.close();
      setStage(null);
    };
  }, [plot, flag]);

  const { log, cursor, timeScale, selected } = input;
  // The log grows in place: its revision tells that there is more to draw.
  useEffect(() => {
    if (revision >= 0) stage?.update({ log, cursor, timeScale, selected });
  }, [stage, log, revision, cursor, timeScale, selected]);

  return stage;
}
