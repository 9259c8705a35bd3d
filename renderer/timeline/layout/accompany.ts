import { firstAfter } from '../../../server/contract/first-after.ts';
import type { Lane } from '../../history/log/lane.ts';
import type { StoreEntry } from '../../history/log/session-index.ts';
import { rowsInSight } from './metrics.ts';
import type { Scene } from './scene.ts';
import { clampOffset, revealRow, timeAt, type Viewport, xOf } from './viewport.ts';

/**
 * Lanes run down a slope: who looks at another time sees other lanes. Where none of the lanes in sight has anything at
 * the time in sight, these scroll to those that have; and the other way round.
 */
export function withLanesOfThen(view: Viewport, scene: Scene): Viewport {
  const { log, metrics, axis } = scene;
  const [from, to] = [timeAt(view, axis, 0), timeAt(view, axis, metrics.width - metrics.gutter)];
  const { rowHeight, requests, sessions } = metrics;
  const isThere = lanesInSight(view, scene).some((lane) => lane.from <= to && lane.to >= from);
  const first = laneBefore(log.lanes.lanes, from);
  const last = laneBefore(log.lanes.lanes, to);
  const rowTop = ({ ordinal }: { ordinal: number }) => ordinal * rowHeight;
  let { top, sessionTop } = view;
  if (!isThere && last) {
    top = revealRow(top, rowTop(last), rowHeight, requests.height);
    if (first) top = revealRow(top, rowTop(first), rowHeight, requests.height);
  }
  const { entries, bySid } = log.sessions;
  const entry = entries[firstAfter(entries, to, timeOf) - 1];
  const history = entry && entry.at >= from ? bySid.get(entry.sid) : undefined;
  if (history && !isSessionThere(view, scene, from, to))
    sessionTop = revealRow(sessionTop, rowTop(history), rowHeight, sessions.height);
  return { ...view, top, sessionTop };
}

/** The other way round, after scrolling the lanes. */
export function withTimeOfLanes(view: Viewport, scene: Scene): Viewport {
  const { metrics, axis } = scene;
  const width = metrics.width - metrics.gutter;
  const lanes = lanesInSight(view, scene);
  const [from, to] = [timeAt(view, axis, 0), timeAt(view, axis, width)];
  const middle = lanes[Math.floor(lanes.length / 2)];
  if (!middle || lanes.some((lane) => lane.from <= to && lane.to >= from)) return view;
  const x = xOf(view, axis, middle.from);
  return clampOffset({ ...view, offset: view.offset + (x - width / 4) / view.unit }, axis, width);
}

function lanesInSight(view: Viewport, { log, metrics }: Scene): Lane[] {
  const { from, to } = rowsInSight(view.top, metrics.requests, metrics.rowHeight);
  const shift = log.lanes.firstLane - metrics.requests.first;
  return log.lanes.lanes.slice(from + shift, to + shift);
}

function isSessionThere(view: Viewport, { log, metrics }: Scene, from: number, to: number): boolean {
  const rows = rowsInSight(view.sessionTop, metrics.sessions, metrics.rowHeight);
  const shift = log.sessions.firstHistory - metrics.sessions.first;
  return log.sessions.histories.slice(rows.from + shift, rows.to + shift).some(({ entries }) => {
    const entry = entries[firstAfter(entries, to, timeOf) - 1];
    return entry !== undefined && entry.at >= from;
  });
}

const timeOf = ({ at }: StoreEntry): number => at;

const laneBefore = (lanes: readonly Lane[], at: number): Lane | undefined =>
  lanes[Math.max(0, firstAfter(lanes, at, ({ from }) => from) - 1)];
