import type { Axis } from './axis.ts';
import { tickTime } from './time-format.ts';
import { timeAt, type Viewport, xOf } from './viewport.ts';

export type Tick = { readonly x: number; readonly label: string };

/** Ticks in sight, at least `apart` px from each other. */
export const ticksOf = (view: Viewport, axis: Axis, width: number, apart: number): Tick[] =>
  axis.type === 'time' ? timeTicks(view, axis, width, apart) : stepTicks(view, axis, width, apart);

/** 1, 2 or 5 times a power of ten: the smallest that is at least `least`. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least * 0.999_999) ?? 10) * power;
}

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
