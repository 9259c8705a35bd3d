import type { EventLog } from '../../history/log/event-log.ts';
import type { TimeScale } from '../../history/settings.ts';
import { type Columns, columnOf, createColumns, extendColumns, timeOfColumn } from './columns.ts';

/**
 * What time is drawn along. Positions are columns on the axis of steps, µs on that of time; `unit`, elsewhere, is how
 * many px a position takes.
 */
export type Axis = {
  readonly type: TimeScale;
  readonly from: number;
  readonly to: number;
  readonly positionOf: (at: number) => number;
  readonly timeOf: (position: number) => number;
  /** px a position takes at least and at most, and when the view chooses by itself. */
  readonly units: { readonly least: number; readonly most: number; readonly auto: readonly [number, number] };
};

const stepUnits = { least: 0.002, most: 120, auto: [5, 24] } as const;
const timeUnits = { least: 1e-7, most: 40, auto: [1e-7, 0.5] } as const;

const columnsOf = new WeakMap<EventLog, Columns>();

/** The axis over all that the log holds now. */
export function axisOf(log: EventLog, type: TimeScale): Axis {
  const first = log.events[0]?.at ?? 0;
  const last = log.events.at(-1)?.at ?? 0;
  if (type === 'time')
    return {
      type,
      from: first,
      to: Math.max(last, first + 1),
      positionOf: (at) => at,
      timeOf: (position) => position,
      units: timeUnits,
    };
  const columns = columnsOf.get(log) ?? createColumns();
  columnsOf.set(log, columns);
  extendColumns(columns, log);
  return {
    type,
    from: columns.base,
    to: columns.base + Math.max(1, columns.starts.length - 1),
    positionOf: (at) => columnOf(columns, at),
    timeOf: (position) => timeOfColumn(columns, position),
    units: stepUnits,
  };
}

/** 1, 2 or 5 times a power of ten: the smallest that is at least `least`. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least * 0.999_999) ?? 10) * power;
}

/** In ms, grouped by thousands: by hand, since a formatter of the browser's takes as long as a frame to be made. */
const ms = (at: number, digits: number): string =>
  `${(at / 1000).toFixed(digits).replace(/(?<!\.\d*)\B(?=(?:\d{3})+(?:\.|$))/g, ',')} ms`;

/** A time on the lab's own scale, exact to the µs: `+12.345 ms`, `+12.345678 s`, `+3:07.123456`. */
export function exactTime(at: number): string {
  if (at < 10_000_000) return `+${ms(at, 3)}`;
  const seconds = Math.floor(at / 1_000_000);
  const rest = String(Math.floor(at % 1_000_000)).padStart(6, '0');
  if (seconds < 60) return `+${seconds}.${rest} s`;
  return `+${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}.${rest}`;
}

/** How long something took: `38 µs`, `1.24 ms`, `2.5 s`. */
export function duration(us: number): string {
  if (us < 1000) return `${Math.round(us)} µs`;
  if (us < 1_000_000) return `${Number((us / 1000).toPrecision(3))} ms`;
  return `${Number((us / 1_000_000).toPrecision(3))} s`;
}

/** A tick's label, with as many digits as neighbours `step` µs apart need. */
export function tickTime(at: number, step: number): string {
  if (at >= 60_000_000) {
    const digits = step >= 1_000_000 ? 0 : Math.min(6, Math.ceil(-Math.log10(step / 1_000_000)));
    const seconds = ((at % 60_000_000) / 1_000_000).toFixed(digits);
    return `${Math.floor(at / 60_000_000)}:${seconds.padStart(digits === 0 ? 2 : digits + 3, '0')}`;
  }
  if (step >= 1_000_000) return `${Math.round(at / 1_000_000)} s`;
  if (at >= 10_000_000)
    return `${(at / 1_000_000).toFixed(Math.min(6, Math.ceil(-Math.log10(step / 1_000_000))))} s`;
  return ms(at, step >= 1000 ? 0 : Math.min(3, Math.ceil(-Math.log10(step / 1000))));
}
