import { eventAt, lastSeq, seqAt, seqAtTime } from '../history/folds/position.ts';
import type { Cursor, EventLog } from '../history/log/event-log.ts';
import type { TimeScale } from '../history/settings.ts';
import { createCanvas } from './draw/canvas.ts';
import { drawFrame, type Selected } from './draw/draw-frame.ts';
import { drawOverlay } from './draw/draw-overlay.ts';
import { watchPalette } from './draw/palette.ts';
import { axisOf } from './layout/axis.ts';
import { buildScene, burstSince } from './layout/build-scene.ts';
import { always, type Instant } from './layout/instant.ts';
import { metricsOf, scrollWithin } from './layout/metrics.ts';
import { fitted, type Look } from './layout/moves.ts';
import type { Scene } from './layout/scene.ts';
import { type Found, type Target, targetAt } from './layout/target.ts';
import { clampOffset, follow, startViewport, timeAt, xOf } from './layout/viewport.ts';

export type TimelineCanvasInput = {
  readonly log: EventLog;
  readonly cursor: Cursor;
  readonly timeScale: TimeScale;
  readonly selected: Selected;
  /** Draws nothing that comes after the cursor. */
  readonly hidesFuture: boolean;
};

export type TimelineCanvasElements = {
  readonly plot: HTMLElement;
  readonly lanes: HTMLCanvasElement;
  readonly overlay: HTMLCanvasElement;
  /** The flag on top of the cursor. */
  readonly flag: HTMLElement;
};

/** The canvas and what part of the log it shows. Changes are drawn in the next frame, once. */
export type TimelineCanvas = {
  /** The scene as it will be drawn next: laid out now if anything changed. */
  scene(): Scene;
  update(input: TimelineCanvasInput): void;
  /** Changes what is in sight. */
  look(change: Look): void;
  /** Shows the whole log, and again whenever the plot gets another size, until its time is zoomed or panned. */
  fit(): void;
  /** As `look`, and again whenever the plot gets another size, until something else is looked at. */
  reveal(change: Look): void;
  point(hovered: Target | null, focused: Target | null): void;
  found(x: number, y: number): Found | null;
  /** The seq of the last event at or before x. */
  seqAtX(x: number): number;
  cursorX(): number | null;
  close(): void;
};

/** px by which a click may stand before what it means. */
const snap = 3;

export function createTimelineCanvas(
  elements: TimelineCanvasElements,
  first: TimelineCanvasInput,
): TimelineCanvas {
  const lanes = createCanvas(elements.lanes, elements.plot, { alpha: false });
  const overlay = createCanvas(elements.overlay, elements.plot, { alpha: true });
  let input = first;
  let view = startViewport;
  let pointed: { hovered: Target | null; focused: Target | null } = { hovered: null, focused: null };
  let scene: Scene | null = null;
  let isDrawn = false;
  let frame = 0;
  let isWhole = false;
  let kept: Look | null = null;

  const layOut = (): Scene => {
    const { log, timeScale } = input;
    const { width, height } = lanes.size();
    const { brush } = lanes;
    const metrics = metricsOf(log, width, height, brush().palette.scale);
    const axis = axisOf(log, timeScale);
    const plotWidth = Math.max(1, width - metrics.gutter);
    const isFollowing = view.isFollowing && input.cursor === 'live';
    view = follow({ ...view, isFollowing }, axis, plotWidth, burstSince(log));
    view = scrollWithin(clampOffset(view, axis, plotWidth), metrics);
    const { fonts, measure } = brush();
    const until = input.hidesFuture ? instantAt(log, input.cursor) : always;
    return buildScene(log, view, axis, metrics, (text) => measure(fonts.tag, text), until);
  };

  const sceneNow = (): Scene => {
    if (scene === null) {
      scene = layOut();
      isDrawn = false;
    }
    return scene;
  };

  const cursorX = (): number | null => {
    const { axis, metrics } = sceneNow();
    const event = eventAt(input.log, seqAt(input.log, input.cursor));
    return event ? metrics.gutter + xOf(view, axis, event.at) : null;
  };

  const draw = () => {
    frame = 0;
    const now = sceneNow();
    if (!isDrawn) drawFrame(lanes.brush(), now, input.selected);
    // Says how far the drawing is, which a canvas cannot be asked.
    elements.plot.dataset['drawn'] = String(lastSeq(input.log));
    isDrawn = true;
    const x = cursorX();
    const flag = placeFlag(elements.flag, x, now.metrics.gutter, now.metrics.width);
    const isLive = input.cursor === 'live';
    const isAtEnd = input.hidesFuture || seqAt(input.log, input.cursor) >= lastSeq(input.log);
    drawOverlay(overlay.brush(), now, { cursorX: x, isLive, isAtEnd, flag, ...pointed });
  };

  const schedule = () => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const redo = () => {
    scene = null;
    schedule();
  };
  const renew = () => {
    lanes.renew();
    overlay.renew();
    for (const change of [isWhole ? fitted : null, kept]) {
      redo();
      if (change !== null) view = change(view, sceneNow());
    }
    redo();
  };

  const resized = new ResizeObserver(() => {
    if (!lanes.fits()) renew();
  });
  resized.observe(elements.plot);
  const unwatch = watchPalette(renew);
  if (document.fonts.status === 'loading') document.fonts.ready.then(renew, renew);
  schedule();

  return {
    scene: sceneNow,
    update: (next) => {
      const isAnew = next.log !== input.log || next.timeScale !== input.timeScale;
      const goesLive = next.cursor === 'live' && input.cursor !== 'live';
      if (isAnew) isWhole = false;
      if (isAnew || goesLive) kept = null;
      if (isAnew || goesLive) view = { ...view, isFollowing: true, isAuto: view.isAuto || isAnew };
      input = next;
      redo();
    },
    look: (change) => {
      const { unit, offset } = view;
      kept = null;
      view = change(view, sceneNow());
      if (view.unit !== unit || view.offset !== offset || view.isAuto) isWhole = false;
      redo();
    },
    fit: () => {
      isWhole = true;
      kept = null;
      view = fitted(view, sceneNow());
      redo();
    },
    reveal: (change) => {
      kept = change;
      view = change(view, sceneNow());
      redo();
    },
    point: (hovered, focused) => {
      pointed = { hovered, focused };
      schedule();
    },
    found: (x, y) => targetAt(sceneNow(), x, y),
    seqAtX: (x) => {
      const { axis, metrics } = sceneNow();
      return seqAtTime(input.log, timeAt(view, axis, x - metrics.gutter + snap));
    },
    cursorX,
    close: () => {
      cancelAnimationFrame(frame);
      resized.disconnect();
      unwatch();
    },
  };
}

const instantAt = (log: EventLog, cursor: Cursor): Instant => {
  const event = eventAt(log, seqAt(log, cursor));
  return event ? { seq: event.seq, at: event.at } : always;
};

/** The flag stays within the plot; where the cursor is out of sight it stands, paler, at that side. */
function placeFlag(
  flag: HTMLElement,
  x: number | null,
  left: number,
  right: number,
): { from: number; to: number } {
  const width = flag.offsetWidth;
  const at = Math.max(left, Math.min(right - width, (x ?? left) - width / 2));
  flag.style.transform = `translateX(${Math.round(at)}px)`;
  flag.dataset['outOfSight'] = String(x !== null && (x < left || x > right));
  return { from: at, to: at + width };
}
