import { canScroll, panned, scrolled, zoomed } from './layout/moves.ts';
import type { Found } from './layout/target.ts';
import type { TimelineCanvas } from './timeline-canvas.ts';

export type GestureHandlers = {
  readonly onCursor: (seq: number) => void;
  readonly onClick: (found: Found | null) => void;
  readonly onHover: (found: Found | null) => void;
  readonly onOpen: (found: Found | null) => void;
};

type Drag = { readonly type: 'cursor' | 'pan'; x: number; y: number; hasMoved: boolean };

/** px a pointer may move in a click, and by which it may miss the cursor's line. */
const clickWithin = 4;
const lineWithin = 5;

/** Pointer and wheel on the plot. `flag` is the cursor's handle, which is dragged too. Returns what takes them off. */
export function attachGestures(
  plot: HTMLElement,
  flag: HTMLElement,
  timelineCanvas: TimelineCanvas,
  handlers: GestureHandlers,
): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  let drag: Drag | null = null;

  const placeOf = (event: MouseEvent) => {
    const box = plot.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const grabs = (event: PointerEvent, x: number, y: number): boolean => {
    const line = timelineCanvas.cursorX();
    const { metrics } = timelineCanvas.scene();
    if (event.target instanceof Node && flag.contains(event.target)) return true;
    if (x < metrics.gutter) return false;
    return y < metrics.axisHeight || (line !== null && Math.abs(line - x) <= lineWithin);
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const { x, y } = placeOf(event);
    drag = { type: grabs(event, x, y) ? 'cursor' : 'pan', x, y, hasMoved: false };
    plot.setPointerCapture(event.pointerId);
  };

  const move = (event: PointerEvent) => {
    const { x, y } = placeOf(event);
    if (!drag) {
      const found = timelineCanvas.found(x, y);
      plot.dataset['pointer'] = grabs(event, x, y) ? 'cursor' : found ? 'target' : 'plot';
      handlers.onHover(found);
      return;
    }
    if (!drag.hasMoved && Math.hypot(x - drag.x, y - drag.y) < clickWithin) return;
    if (drag.type === 'cursor') handlers.onCursor(timelineCanvas.seqAtX(x));
    else {
      const [dx, dy, from] = [drag.x - x, drag.y - y, drag.y];
      timelineCanvas.look((view, scene) => scrolled(dy, from)(panned(dx)(view, scene), scene));
      handlers.onHover(null);
    }
    drag = { ...drag, x, y: drag.type === 'pan' ? y : drag.y, hasMoved: true };
  };

  const up = (event: PointerEvent) => {
    const ended = drag;
    drag = null;
    if (!ended || ended.hasMoved) return;
    const { x, y } = placeOf(event);
    if (ended.type === 'pan') handlers.onClick(timelineCanvas.found(x, y));
    if (
      x >= timelineCanvas.scene().metrics.gutter &&
      !(event.target instanceof Node && flag.contains(event.target))
    )
      handlers.onCursor(timelineCanvas.seqAtX(x));
  };

  const cancel = () => {
    drag = null;
  };

  const open = (event: MouseEvent) => {
    const { x, y } = placeOf(event);
    handlers.onOpen(timelineCanvas.found(x, y));
  };

  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const { x, y } = placeOf(event);
    const px = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
    if (event.ctrlKey || event.metaKey) {
      timelineCanvas.look(zoomed(Math.exp((-event.deltaY * px) / 300), x));
      return;
    }
    const isAside = event.shiftKey || !canScroll(timelineCanvas.scene(), y);
    const dx = (event.deltaX + (isAside ? event.deltaY : 0)) * px;
    const dy = isAside ? 0 : event.deltaY * px;
    timelineCanvas.look((view, scene) => scrolled(dy, y)(panned(dx)(view, scene), scene));
    handlers.onHover(null);
  };

  plot.addEventListener('pointerdown', down, { signal });
  plot.addEventListener('pointermove', move, { signal });
  plot.addEventListener('pointerup', up, { signal });
  plot.addEventListener('pointercancel', cancel, { signal });
  plot.addEventListener('dblclick', open, { signal });
  plot.addEventListener('pointerleave', () => handlers.onHover(null), { signal });
  plot.addEventListener('wheel', wheel, { signal, passive: false });
  return () => controller.abort();
}
