import { type Axis, niceStep, tickTime } from './axis.ts';

/**
 * What part of the log is on screen. `offset`: the axis position at the left edge of the plot. `unit`: px for one
 * position. `top` and `sessionTop`: px scrolled down in the lanes of requests and of sessions.
 */
export type Viewport = {
  readonly offset: number;
  readonly unit: number;
  readonly top: number;
  readonly sessionTop: number;
  /** Keeps the newest in sight. */
  readonly isFollowing: boolean;
  /** Chooses the unit by itself, so that the newest burst fits. */
  readonly isAuto: boolean;
};

export const startViewport: Viewport = {
  offset: 0,
  unit: 20,
  top: 0,
  sessionTop: 0,
  isFollowing: true,
  isAuto: true,
};

/** px kept free at either end of the plot. */
const margin = { left: 12, right: 44 };

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

export const xOf = (view: Viewport, axis: Axis, at: number): number =>
  (axis.positionOf(at) - view.offset) * view.unit;

/** The time (µs) at `x` px from the plot's left edge. */
export const timeAt = (view: Viewport, axis: Axis, x: number): number =>
  axis.timeOf(view.offset + x / view.unit);

const leftmost = (axis: Axis, unit: number): number => axis.from - margin.left / unit;

const rightmost = (axis: Axis, unit: number, width: number): number =>
  Math.max(leftmost(axis, unit), axis.to - (width - margin.right) / unit);

/** Keeps the log in sight: no more than the margins beyond its ends. */
export function clampOffset(view: Viewport, axis: Axis, width: number): Viewport {
  const offset = clamp(view.offset, leftmost(axis, view.unit), rightmost(axis, view.unit, width));
  return offset === view.offset ? view : { ...view, offset };
}

/** Zooms by `factor` with the position at `x` staying where it is; a view that follows stays at the end. */
export function zoomAt(view: Viewport, axis: Axis, width: number, x: number, factor: number): Viewport {
  const unit = clamp(view.unit * factor, axis.units.least, axis.units.most);
  const offset = view.isFollowing ? rightmost(axis, unit, width) : view.offset + x / view.unit - x / unit;
  return clampOffset({ ...view, unit, offset, isAuto: false }, axis, width);
}

/** Moves the view by `dx` px; it follows again when it was moved to the end. */
export function panBy(view: Viewport, axis: Axis, width: number, dx: number): Viewport {
  const moved = clampOffset({ ...view, offset: view.offset + dx / view.unit }, axis, width);
  const isAtEnd = (rightmost(axis, moved.unit, width) - moved.offset) * moved.unit < 1;
  return {
    ...moved,
    isFollowing: isAtEnd && dx >= 0 && (view.isFollowing || dx > 0),
    isAuto: view.isAuto && isAtEnd,
  };
}

/** Shows everything from `from` to `to` (positions). */
export function fitTo(view: Viewport, axis: Axis, width: number, from: number, to: number): Viewport {
  const room = Math.max(1, width - margin.left - margin.right);
  const unit = clamp(room / Math.max(to - from, 1e-9), axis.units.least, axis.units.most);
  return clampOffset({ ...view, unit, offset: from - margin.left / unit, isAuto: false }, axis, width);
}

/** Shows the newest; where the view chooses its unit, the burst that began at `since` (µs) fits in. */
export function follow(view: Viewport, axis: Axis, width: number, since: number): Viewport {
  if (!view.isFollowing) return view;
  const span = Math.max(axis.to - axis.positionOf(since), 1e-9);
  const [low, high] = axis.units.auto;
  const unit = view.isAuto ? clamp((width - margin.left - margin.right) / span, low, high) : view.unit;
  return { ...view, unit, offset: rightmost(axis, unit, width) };
}

/** Brings a time into sight, moving no further than it takes. */
export function revealTime(view: Viewport, axis: Axis, width: number, at: number): Viewport {
  const x = xOf(view, axis, at);
  const room = Math.min(60, width / 4);
  if (x >= room && x <= width - room) return view;
  const dx = x < room ? x - room : x - (width - room);
  return clampOffset({ ...view, offset: view.offset + dx / view.unit }, axis, width);
}

/** The scroll that brings the row at `y` (px from the first row) into a window of `height` px. */
export function revealRow(top: number, y: number, rowHeight: number, height: number): number {
  if (y < top) return y;
  return y + rowHeight > top + height ? y + rowHeight - height : top;
}

export type Tick = { readonly x: number; readonly label: string };

/** Ticks in sight, at least `apart` px from each other. */
export const ticksOf = (view: Viewport, axis: Axis, width: number, apart: number): Tick[] =>
  axis.type === 'time' ? timeTicks(view, axis, width, apart) : stepTicks(view, axis, width, apart);

function timeTicks(view: Viewport, axis: Axis, width: number, apart: number): Tick[] {
  const step = Math.max(1, niceStep(apart / view.unit));
  const ticks: Tick[] = [];
  const last = Math.min(axis.to, view.offset + width / view.unit);
  for (let at = Math.ceil(Math.max(0, view.offset) / step) * step; at <= last; at += step)
    ticks.push({ x: xOf(view, axis, at), label: tickTime(at, step) });
  return ticks;
}

/** On the axis of steps a tick stands at a column, and says what time that was. */
function stepTicks(view: Viewport, axis: Axis, width: number, apart: number): Tick[] {
  const step = Math.max(1, niceStep(apart / view.unit));
  const ticks: Tick[] = [];
  const last = Math.min(axis.to, view.offset + width / view.unit);
  for (
    let column = Math.ceil(Math.max(axis.from, view.offset) / step) * step;
    column <= last;
    column += step
  ) {
    const x = (column - view.offset) * view.unit;
    ticks.push({ x, label: tickTime(timeAt(view, axis, x), 1) });
  }
  return ticks;
}
