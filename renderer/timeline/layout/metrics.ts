import type { EventLog } from '../../history/log/event-log.ts';
import type { Viewport } from './viewport.ts';

/** Sizes in px, all from one factor. */
export type Metrics = {
  readonly width: number;
  readonly height: number;
  readonly gutter: number;
  readonly axisHeight: number;
  readonly rowHeight: number;
  readonly barHeight: number;
  /** Where the lanes of requests, and those of sessions, lie. */
  readonly requests: Band;
  readonly sessions: Band;
};

/** A part of the plot with rows of its own. `first` is the ordinal of the oldest row, `count` how many there are. */
export type Band = {
  readonly y: number;
  readonly height: number;
  readonly first: number;
  readonly count: number;
};

const sessionRowsAtMost = 4;

/** Where everything goes in a plot of that size. `scale` is 1 for normal text. */
export function metricsOf(log: EventLog, width: number, height: number, scale: number): Metrics {
  const rowHeight = Math.round(26 * scale);
  const axisHeight = Math.round(26 * scale);
  const gutter = Math.round(Math.min(190 * scale, width * 0.3));
  const { lanes, sessions } = log;
  const sessionCount = sessions.histories.length - sessions.firstHistory;
  const room = Math.max(0, height - axisHeight);
  const sessionRows = Math.min(
    sessionCount,
    sessionRowsAtMost,
    Math.max(1, Math.floor((room * 0.4) / rowHeight)),
  );
  const divider = sessionRows > 0 ? Math.round(6 * scale) : 0;
  const sessionHeight = sessionRows * rowHeight + divider;
  const requestHeight = Math.max(0, room - sessionHeight);
  const laneCount = lanes.lanes.length - lanes.firstLane;
  const used = Math.min(requestHeight, laneCount * rowHeight + Math.round(6 * scale));
  return {
    width,
    height,
    gutter,
    axisHeight,
    rowHeight,
    barHeight: Math.round(13 * scale),
    requests: {
      y: axisHeight,
      height: requestHeight,
      first: lanes.lanes[lanes.firstLane]?.ordinal ?? 0,
      count: laneCount,
    },
    sessions: {
      y: axisHeight + used + divider,
      height: sessionHeight - divider,
      first: sessions.histories[sessions.firstHistory]?.ordinal ?? 0,
      count: sessionCount,
    },
  };
}

/** px that a band's rows can be scrolled to, in rows counted over the whole log. */
function scrollRange({ first, count, height }: Band, rowHeight: number): { from: number; to: number } {
  const from = first * rowHeight;
  return { from, to: Math.max(from, (first + count) * rowHeight - height) };
}

export const clampScroll = (top: number, band: Band, rowHeight: number): number => {
  const { from, to } = scrollRange(band, rowHeight);
  return Math.max(from, Math.min(to, top));
};

/** Ordinals of the rows in sight: `from` to `to`, the latter not included. */
export function rowsInSight(top: number, band: Band, rowHeight: number): { from: number; to: number } {
  const from = Math.max(band.first, Math.floor(top / rowHeight));
  return { from, to: Math.min(band.first + band.count, Math.ceil((top + band.height) / rowHeight)) };
}

/** Top of a row in the plot. */
export const rowY = (ordinal: number, top: number, band: Band, rowHeight: number): number =>
  band.y + ordinal * rowHeight - top;

/** Keeps both bands' scrolling within what there is; a view that follows shows the last rows. */
export function scrollWithin(view: Viewport, { requests, sessions, rowHeight }: Metrics): Viewport {
  const top = view.isFollowing
    ? scrollRange(requests, rowHeight).to
    : clampScroll(view.top, requests, rowHeight);
  const sessionTop = view.isFollowing
    ? scrollRange(sessions, rowHeight).to
    : clampScroll(view.sessionTop, sessions, rowHeight);
  return { ...view, top, sessionTop };
}
