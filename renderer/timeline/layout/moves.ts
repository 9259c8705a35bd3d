import type { EventLog } from '../../history/log/event-log.ts';
import { withLanesOfThen, withTimeOfLanes } from './accompany.ts';
import { clampScroll } from './metrics.ts';
import type { Scene } from './scene.ts';
import type { Target } from './target.ts';
import { fitTo, panBy, revealRow, revealTime, type Viewport, xOf, zoomAt } from './viewport.ts';

/** A change of what is in sight. */
export type Look = (view: Viewport, scene: Scene) => Viewport;

const plotWidth = ({ metrics }: Scene): number => metrics.width - metrics.gutter;

/** Zooms around `x` px of the canvas; around the middle without it. */
export const zoomed =
  (factor: number, x?: number): Look =>
  (view, scene) => {
    const width = plotWidth(scene);
    const around = x === undefined ? width / 2 : Math.max(0, x - scene.metrics.gutter);
    return withLanesOfThen(zoomAt(view, scene.axis, width, around, factor), scene);
  };

export const panned =
  (dx: number): Look =>
  (view, scene) =>
    dx === 0 ? view : withLanesOfThen(panBy(view, scene.axis, plotWidth(scene), dx), scene);

/** Scrolls the lanes under `y`; away from the newest the view follows no more. */
export const scrolled =
  (dy: number, y: number): Look =>
  (view, scene) => {
    const { metrics } = scene;
    if (dy === 0) return view;
    const isSession = y >= metrics.sessions.y;
    const band = isSession ? metrics.sessions : metrics.requests;
    const now = isSession ? view.sessionTop : view.top;
    const top = clampScroll(now + dy, band, metrics.rowHeight);
    if (top === now) return view;
    const isFollowing = view.isFollowing && dy > 0;
    if (isSession) return { ...view, sessionTop: top, isFollowing };
    return withTimeOfLanes({ ...view, top, isFollowing }, scene);
  };

/** Whether the lanes under `y` are more than fit. */
export const canScroll = ({ metrics }: Scene, y: number): boolean => {
  const band = y >= metrics.sessions.y ? metrics.sessions : metrics.requests;
  return band.count * metrics.rowHeight > band.height;
};

/** Shows the whole log. */
export const fitted: Look = (view, scene) => ({
  ...fitTo(view, scene.axis, plotWidth(scene), scene.axis.from, scene.axis.to),
  isFollowing: view.isFollowing,
});

/** Follows the newest again, with a unit that shows the newest burst. */
export const following: Look = (view) => ({ ...view, isFollowing: true, isAuto: true });

/** Brings an instant (µs) and the lane of its request into sight; before it, as far as there is room, the lanes of `rivals`. */
export const revealed =
  (
    log: EventLog,
    at: number,
    request: string | null,
    sid: string | null,
    rivals: readonly string[] = [],
  ): Look =>
  (view, scene) => {
    const { metrics, axis } = scene;
    const { rowHeight, requests, sessions } = metrics;
    const seen = revealTime(view, axis, plotWidth(scene), at);
    const lane = request === null ? undefined : log.lanes.byRequest.get(request);
    const lanes = [...rivals.map((rival) => log.lanes.byRequest.get(rival)), lane];
    const history = sid === null ? undefined : log.sessions.bySid.get(sid);
    const shown = {
      ...seen,
      isFollowing: false,
      top: lanes.reduce(
        (top, one) => (one ? revealRow(top, one.ordinal * rowHeight, rowHeight, requests.height) : top),
        seen.top,
      ),
      sessionTop: history
        ? revealRow(seen.sessionTop, history.ordinal * rowHeight, rowHeight, sessions.height)
        : seen.sessionTop,
    };
    return lane ? shown : withLanesOfThen(shown, scene);
  };

/** Brings what has the keyboard's focus into sight. */
export const targetRevealed = (log: EventLog, target: Target): Look => {
  if ('lane' in target) return revealed(log, timeOfTarget(target), target.lane.request, null);
  if (target.type === 'axis') return revealed(log, timeOfTarget(target), null, null);
  return revealed(log, timeOfTarget(target), null, target.history.sid);
};

/** When it began, in µs. */
export function timeOfTarget(target: Target): number {
  switch (target.type) {
    case 'lane':
      return target.lane.from;
    case 'segment':
      return target.segment.from;
    case 'mark':
    case 'axis':
      return target.mark.at;
    case 'version':
      return target.entry.at;
    case 'session':
      return target.history.entries.at(-1)?.at ?? 0;
  }
}

/** Where it is drawn: x of its begin and top of its row, in px of the canvas. */
export function placeOfTarget({ view, axis, metrics }: Scene, target: Target): { x: number; y: number } {
  const { rowHeight, requests, sessions, gutter, width } = metrics;
  const x = Math.max(gutter, Math.min(width, gutter + xOf(view, axis, timeOfTarget(target))));
  if (target.type === 'axis') return { x, y: 0 };
  const y =
    'lane' in target
      ? requests.y + target.lane.ordinal * rowHeight - view.top
      : sessions.y + target.history.ordinal * rowHeight - view.sessionTop;
  return { x, y };
}
