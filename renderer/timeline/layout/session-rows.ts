import { firstAfter } from '../../../server/contract/first-after.ts';
import { hueOf } from '../../history/folds/jars.ts';
import { lossOfWrite } from '../../history/folds/losses-of.ts';
import { shortId } from '../../history/folds/words.ts';

import type { EventLog } from '../../history/log/event-log.ts';
import type { SessionHistory, StoreEntry } from '../../history/log/session-index.ts';
import type { Axis } from './axis.ts';
import { type Instant, lossBy } from './instant.ts';
import { type Metrics, rowsInSight, rowY } from './metrics.ts';
import type { Measure, SessionRow, VersionMark } from './scene.ts';
import { timeAt, type Viewport, xOf } from './viewport.ts';

type Frame = {
  readonly log: EventLog;
  readonly view: Viewport;
  readonly axis: Axis;
  readonly metrics: Metrics;
  readonly measure: Measure;
  readonly until: Instant;
};

/** The stored sessions in sight, each with the changes in sight. */
export function sessionRowsOf(frame: Frame): SessionRow[] {
  const { log, view, metrics } = frame;
  const { histories, firstHistory } = log.sessions;
  const { from, to } = rowsInSight(view.sessionTop, metrics.sessions, metrics.rowHeight);
  const rows: SessionRow[] = [];
  for (let ordinal = from; ordinal < to; ordinal++) {
    const history = histories[firstHistory + ordinal - metrics.sessions.first];
    const first = history?.entries[0]?.seq ?? 0;
    if (history && first <= frame.until.seq) rows.push(rowOf(frame, history));
  }
  return rows;
}

function rowOf(frame: Frame, history: SessionHistory): SessionRow {
  const { view, metrics } = frame;
  const marks = marksOf(frame, history);
  return {
    history,
    y: rowY(history.ordinal, view.sessionTop, metrics.sessions, metrics.rowHeight),
    label: shortId(history.sid),
    lives: livesOf(frame, history, marks),
    marks,
  };
}

/** Strokes nearer than this to each other are drawn as one. */
const apart = 1.5;

/** Reads no more entries than there are px: what falls on the same ones is jumped over by binary search. */
function marksOf(frame: Frame, history: SessionHistory): VersionMark[] {
  const { view, axis, metrics, log, measure, until } = frame;
  const { entries } = history;
  const inPlot = (x: number) => x - metrics.gutter;
  const x = (entry: StoreEntry) => metrics.gutter + xOf(view, axis, entry.at);
  const timeAtX = (px: number) => timeAt(view, axis, inPlot(px));
  const marks: VersionMark[] = [];
  let i = firstAfter(entries, timeAtX(metrics.gutter), timeOf);
  for (let entry = entries[i]; entry; entry = entries[i]) {
    const at = x(entry);
    if (at > metrics.width || entry.seq > until.seq) break;
    const following = firstAfter(entries, timeAtX(at + apart), timeOf, i + 1);
    const next = entries[following];
    const text = entry.version === null || entry.kind === 'touch' ? null : `v${entry.version}`;
    const width = text === null ? 0 : measure(text) + 9;
    const room = next ? x(next) - at : Number.POSITIVE_INFINITY;
    const label = text !== null && room >= width + 1 ? text : null;
    const loss = lossBy(lossOfWrite(history, entry.seq), until);
    marks.push({
      entry,
      x: at,
      width: label === null ? 2 : width,
      label,
      hue: hueOfWriter(log, entry),
      loss,
    });
    i = following;
  }
  return marks;
}

const hueOfWriter = (log: EventLog, { request }: StoreEntry): number =>
  hueOf(log, request === null ? null : (log.lanes.byRequest.get(request)?.browser ?? null));

const timeOf = ({ at }: StoreEntry): number => at;

/** Where the session was stored, as far as it is in sight. */
function livesOf(
  { view, axis, metrics, log, until }: Frame,
  { entries }: SessionHistory,
  marks: readonly VersionMark[],
): Array<[number, number]> {
  const before = entries[firstAfter(entries, timeAt(view, axis, 0), timeOf) - 1];
  const end = metrics.gutter + xOf(view, axis, Math.min(log.events.at(-1)?.at ?? 0, until.at));
  const lives: Array<[number, number]> = [];
  let from = before && before.session !== null ? metrics.gutter : null;
  for (const { entry, x } of marks) {
    if (entry.session === null && from !== null) {
      lives.push([from, x]);
      from = null;
    } else if (entry.session !== null) from ??= x;
  }
  if (from !== null) lives.push([from, Math.min(end, metrics.width)]);
  return lives;
}
