import { type AxisMark, axisMarks } from '../../history/folds/axis-marks.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import type { Axis } from './axis.ts';
import type { Instant } from './instant.ts';
import type { Metrics } from './metrics.ts';
import { type Viewport, xOf } from './viewport.ts';

/** What happened to all lanes at one place of the axis. `label` is null where there is no room for words. */
export type AxisFlag = {
  readonly marks: readonly AxisMark[];
  readonly x: number;
  readonly width: number;
  readonly label: string | null;
};

type Frame = {
  readonly log: EventLog;
  readonly view: Viewport;
  readonly axis: Axis;
  readonly metrics: Metrics;
  readonly measure: (text: string) => number;
  readonly until: Instant;
};

/** px around a label, and of a flag without one. */
const padding = 5;
const bare = 9;
/** px nearer than which marks stand in one flag. */
const apart = 3;

/** The flags in sight; what happened at the same place stands in one. */
export function axisFlagsOf({ log, view, axis, metrics, measure, until }: Frame): AxisFlag[] {
  const groups: Array<{ x: number; marks: AxisMark[] }> = [];
  for (const mark of axisMarks(log)) {
    if (mark.seq > until.seq) break;
    const x = metrics.gutter + xOf(view, axis, mark.at);
    if (x < metrics.gutter || x > metrics.width) continue;
    const last = groups.at(-1);
    if (last && x - last.x < apart) last.marks.push(mark);
    else groups.push({ x, marks: [mark] });
  }
  return groups.map(({ x, marks }, place) => {
    const room = Math.min(groups[place + 1]?.x ?? metrics.width, metrics.width) - x;
    const shorts = [...new Set(marks.map(({ short }) => short))];
    const label =
      [shorts.join(', '), shorts[0] ?? ''].find((text) => measure(text) + 2 * padding <= room) ?? null;
    return { x, marks, label, width: label === null ? bare : measure(label) + 2 * padding };
  });
}
