import { hueOf, outside } from '../../history/folds/jars.ts';
import { lossOfWrite } from '../../history/folds/losses-of.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import { type Lane, requestLabel, type Segment } from '../../history/log/lane.ts';
import type { Axis } from './axis.ts';
import { type Instant, lossBy } from './instant.ts';
import { type Metrics, rowsInSight, rowY } from './metrics.ts';
import type { Box, Measure, RequestRow, Tag } from './scene.ts';
import { type Viewport, xOf } from './viewport.ts';

type Frame = {
  readonly log: EventLog;
  readonly view: Viewport;
  readonly axis: Axis;
  readonly metrics: Metrics;
  readonly measure: Measure;
  readonly until: Instant;
};

/** The requests in sight, each with the boxes in sight. */
export function requestRowsOf(frame: Frame): RequestRow[] {
  const { log, view, metrics } = frame;
  const { lanes, firstLane } = log.lanes;
  const { from, to } = rowsInSight(view.top, metrics.requests, metrics.rowHeight);
  const rows: RequestRow[] = [];
  for (let ordinal = from; ordinal < to; ordinal++) {
    const place = firstLane + ordinal - metrics.requests.first;
    const lane = lanes[place];
    if (!lane || lane.from > frame.until.at) continue;
    const isFirstOfRun = ordinal === from || lanes[place - 1]?.browser !== lane.browser;
    rows.push(rowOf(frame, lane, isFirstOfRun));
  }
  return rows;
}

function rowOf(frame: Frame, lane: Lane, isFirstOfRun: boolean): RequestRow {
  const { log, metrics } = frame;
  const x = (at: number) => metrics.gutter + xOf(frame.view, frame.axis, at);
  const { until } = frame;
  const end = lane.end && lane.end.at <= until.at ? lane.end : null;
  const to = x(end ? lane.to : Math.min(log.events.at(-1)?.at ?? lane.to, until.at));
  const isInSight = to >= metrics.gutter && x(lane.from) <= metrics.width;
  return {
    lane,
    y: rowY(lane.ordinal, frame.view.top, metrics.requests, metrics.rowHeight),
    hue: hueOf(log, lane.browser),
    name: isFirstOfRun ? (lane.browser ?? outside.name) : null,
    label: requestLabel(lane.request),
    method: lane.method,
    path: lane.host === null ? shortPathOf(lane.url) : `${shortPathOf(lane.url)} ${lane.host}`,
    from: x(lane.from),
    to,
    boxes: isInSight ? boxesOf(frame, lane, x) : [],
    marks: isInSight
      ? lane.marks.filter(({ at }) => at <= until.at).map((mark) => ({ mark, x: x(mark.at) }))
      : [],
    end: end && { x: x(end.at), end },
  };
}

const addressOf = (url: string): URL =>
  URL.canParse(url, 'http://lab') ? new URL(url, 'http://lab') : new URL('http://lab');

/** Path and query of an address or a path. */
export function pathOf(url: string): string {
  const { pathname, search } = addressOf(url);
  return pathname + search;
}

/** The same without the work that was asked of the route: its length is on screen already. */
export function shortPathOf(url: string): string {
  const { pathname, searchParams } = addressOf(url);
  searchParams.delete('work');
  return searchParams.size === 0 ? pathname : `${pathname}?${searchParams}`;
}

/** px that a box takes at least, so that a step of 0 µs is still there. */
const leastWidth = 2;

function boxesOf(frame: Frame, lane: Lane, x: (at: number) => number): Box[] {
  const { log, metrics, until } = frame;
  const now = Math.min(log.events.at(-1)?.at ?? lane.to, until.at);
  const boxes: Box[] = [];
  for (const whole of lane.segments) {
    if (whole.from > until.at) break;
    const segment = whole.to !== null && whole.to > until.at ? begunOf(whole) : whole;
    const from = x(segment.from);
    const end = x(segment.to ?? now);
    if (end < metrics.gutter - 40 || from > metrics.width) continue;
    const loss = lossBy(lossOfSegment(log, segment), until);
    const isFailed = segment.error !== null;
    const width = Math.max(end - from, leastWidth);
    const previous = boxes.at(-1);
    const isHidden = previous !== undefined && from - previous.x < 1 && width < 3;
    if (isHidden && loss === null && !isFailed) continue;
    const tag = tagOf(segment, from, width, frame.measure);
    boxes.push({ segment, x: from, width, tag, loss, isFailed, isOpen: segment.to === null });
  }
  return besideResponses(boxes).map((box) =>
    box.tag !== null && box.tag.x < metrics.gutter ? { ...box, tag: null } : box,
  );
}

const begun = new WeakMap<Segment, Segment>();

/** A step as it was while it was under way; the same object each time, so that it is known again. */
function begunOf(segment: Segment): Segment {
  const known = begun.get(segment) ?? { ...segment, to: null, toSeq: null, version: null };
  begun.set(segment, known);
  return known;
}

/** A tag after its box steps aside for the stroke of a response that stands where it would. */
function besideResponses(boxes: Box[]): Box[] {
  const responses = boxes.filter(({ segment }) => segment.step === 'respond').map(({ x }) => x);
  return boxes.map((box) => {
    const { tag } = box;
    if (tag === null || tag.isInside) return box;
    const response = responses.find((x) => x > tag.x - 3 && x < tag.x + tag.width + 3);
    return response === undefined ? box : { ...box, tag: { ...tag, x: response + 4 } };
  });
}

const lossOfSegment = (log: EventLog, { step, sid, toSeq }: Segment) => {
  if ((step !== 'save' && step !== 'destroy') || sid === null || toSeq === null) return null;
  const history = log.sessions.bySid.get(sid);
  return (history && lossOfWrite(history, toSeq)) ?? null;
};

/** A load's version stands in its box if it fits; else, and for a save, it stands after the box. */
function tagOf({ step, version }: Segment, x: number, width: number, measure: Measure): Tag | null {
  if (version === null || (step !== 'load' && step !== 'save')) return null;
  const text = `v${version}`;
  const needed = measure(text);
  if (step === 'load' && width >= needed + 4)
    return { text, x: x + (width - needed) / 2, width: needed, isInside: true };
  return width < 4 ? null : { text, x: x + width + 4, width: needed, isInside: false };
}
