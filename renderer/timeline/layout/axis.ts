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
