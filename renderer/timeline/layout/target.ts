import type { AxisMark } from '../../history/folds/axis-marks.ts';
import type { Lane, LaneMark, Segment } from '../../history/log/lane.ts';
import type { SessionHistory, StoreEntry } from '../../history/log/session-index.ts';
import type { Metrics } from './metrics.ts';
import type { RequestRow, Scene, SessionRow } from './scene.ts';

/** What lies under the pointer, or has the focus. `x` and `width` say where, in px of the canvas. */
export type Target =
  | { readonly type: 'lane'; readonly lane: Lane }
  | { readonly type: 'segment'; readonly lane: Lane; readonly segment: Segment }
  | { readonly type: 'mark'; readonly lane: Lane; readonly mark: LaneMark }
  | { readonly type: 'axis'; readonly mark: AxisMark; readonly others: readonly AxisMark[] }
  | { readonly type: 'session'; readonly history: SessionHistory }
  | { readonly type: 'version'; readonly history: SessionHistory; readonly entry: StoreEntry };

/** What stands in a row of its own: the keyboard goes from one to the next. */
export type RowTarget = Exclude<Target, { type: 'axis' }>;

export type Found = { readonly target: Target; readonly x: number; readonly y: number };

/** px by which a pointer may miss. */
const slack = 3;

/** What is drawn at a place of the canvas. */
export function targetAt(scene: Scene, x: number, y: number): Found | null {
  const { metrics } = scene;
  if (y < metrics.axisHeight) return onAxis(scene, x);
  const row = scene.requestRows.find((one) => isWithin(metrics.requests, y) && isInRow(one, y, metrics));
  if (row) return inRequestRow(row, x, metrics);
  const session = scene.sessionRows.find((one) => isWithin(metrics.sessions, y) && isInRow(one, y, metrics));
  return session ? inSessionRow(session, x, metrics) : null;
}

function onAxis({ axisFlags }: Scene, x: number): Found | null {
  const flag = axisFlags.find((one) => x >= one.x - slack && x <= one.x + one.width + slack);
  const [mark, ...others] = flag?.marks ?? [];
  if (flag === undefined || mark === undefined) return null;
  return { target: { type: 'axis', mark, others }, x: flag.x + flag.width / 2, y: 0 };
}

const isWithin = (band: { y: number; height: number }, y: number) => y >= band.y && y < band.y + band.height;

const isInRow = (row: { y: number }, y: number, { rowHeight }: Metrics) =>
  y >= row.y && y < row.y + rowHeight;

function inRequestRow(row: RequestRow, x: number, metrics: Metrics): Found | null {
  const { lane } = row;
  const found = (target: Target, at: number): Found => ({ target, x: at, y: row.y });
  if (x < metrics.gutter) return found({ type: 'lane', lane }, metrics.gutter / 2);
  const marked = row.marks.find((one) => Math.abs(one.x - x) <= slack + 1);
  const boxes = row.boxes.filter((box) => x >= box.x - slack && x <= box.x + box.width + slack);
  const box = nearest(boxes, x);
  if (marked && (!box || box.width > 12)) return found({ type: 'mark', lane, mark: marked.mark }, marked.x);
  if (box) return found({ type: 'segment', lane, segment: box.segment }, box.x + box.width / 2);
  const tagged = row.boxes.find(({ tag }) => tag && x >= tag.x && x <= tag.x + tag.width);
  if (tagged) return found({ type: 'segment', lane, segment: tagged.segment }, tagged.x);
  return x >= row.from - slack && x <= row.to + slack ? found({ type: 'lane', lane }, x) : null;
}

const nearest = <One extends { x: number; width: number }>(
  boxes: readonly One[],
  x: number,
): One | undefined => boxes.toSorted((one, other) => distance(one, x) - distance(other, x))[0];

const distance = ({ x, width }: { x: number; width: number }, at: number) =>
  at < x ? x - at : at > x + width ? at - x - width : 0;

function inSessionRow(row: SessionRow, x: number, metrics: Metrics): Found | null {
  const { history } = row;
  if (x < metrics.gutter) return { target: { type: 'session', history }, x: metrics.gutter / 2, y: row.y };
  const near = row.marks.filter((mark) => x >= mark.x - slack && x <= mark.x + mark.width + slack);
  const mark = nearest(near, x);
  if (!mark) return null;
  return { target: { type: 'version', history, entry: mark.entry }, x: mark.x + mark.width / 2, y: row.y };
}

/** Whether two targets are the same thing in the log. */
export function isSameTarget(one: Target | null, other: Target | null): boolean {
  if (one === null || other === null) return one === other;
  return one.type === other.type && thingOf(one) === thingOf(other);
}

function thingOf(target: Target): object {
  switch (target.type) {
    case 'lane':
      return target.lane;
    case 'segment':
      return target.segment;
    case 'mark':
    case 'axis':
      return target.mark;
    case 'session':
      return target.history;
    case 'version':
      return target.entry;
  }
}
