import type { Loss } from '../../history/folds/losses.ts';
import { lossesOf } from '../../history/folds/losses-of.ts';
import { itemAt, lastAtOrBefore } from '../../history/log/by-seq.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import type { Axis } from './axis.ts';
import type { Instant } from './instant.ts';
import { type Metrics, rowY } from './metrics.ts';
import type { RequestRow, SessionRow, Thread } from './scene.ts';
import { type Viewport, xOf } from './viewport.ts';

type Frame = {
  readonly log: EventLog;
  readonly view: Viewport;
  readonly axis: Axis;
  readonly metrics: Metrics;
  readonly until: Instant;
};

/** Threads between the saves in the requests' lanes: of every loss of which either end is in sight. */
export function requestThreadsOf(frame: Frame, rows: readonly RequestRow[]): Thread[] {
  const losses = new Set<Loss>();
  for (const { boxes } of rows)
    for (const { loss, segment } of boxes) {
      if (loss) losses.add(loss);
      if (segment.step === 'save')
        for (const undone of undoneAt(frame.log, segment.sid, segment.toSeq)) losses.add(undone);
    }
  return [...losses]
    .filter(({ seq }) => seq <= frame.until.seq)
    .flatMap((loss) => threadBetween(frame, loss));
}

function undoneAt(log: EventLog, sid: string | null, seq: number | null): readonly Loss[] {
  const history = sid === null ? undefined : log.sessions.bySid.get(sid);
  if (!history || seq === null) return [];
  const losses = lossesOf(history);
  return losses.slice(lastAtOrBefore(losses, seq - 1) + 1, lastAtOrBefore(losses, seq) + 1);
}

function threadBetween(frame: Frame, loss: Loss): Thread[] {
  const from = placeOf(frame, loss.by, loss.lostSeq, loss.sid);
  const to = placeOf(frame, loss.overwrittenBy, loss.seq, loss.sid);
  return from && to ? [{ bend: 'aside', x1: from.x, y1: from.y, x2: to.x, y2: to.y }] : [];
}

function placeOf({ log, view, axis, metrics }: Frame, request: string | null, seq: number, sid: string) {
  const lane = request === null ? undefined : log.lanes.byRequest.get(request);
  const entry = itemAt(log.sessions.bySid.get(sid)?.entries ?? [], seq);
  if (!lane || !entry) return null;
  const y = rowY(lane.ordinal, view.top, metrics.requests, metrics.rowHeight) + metrics.rowHeight / 2;
  return { x: metrics.gutter + xOf(view, axis, entry.at), y };
}

/** px below which a thread in a session's lane says less than it hides. */
const leastLength = 12;

/** Threads between the versions in a session's lane. */
export function sessionThreadsOf({ view, axis, metrics }: Frame, rows: readonly SessionRow[]): Thread[] {
  return rows.flatMap(({ marks, y, history }) =>
    marks.flatMap(({ loss, x, width }) => {
      const over = loss && itemAt(history.entries, loss.seq);
      if (!over) return [];
      const base = y + metrics.rowHeight / 2;
      const to = metrics.gutter + xOf(view, axis, over.at);
      return to - x < leastLength
        ? []
        : [
            {
              bend: 'under' as const,
              x1: x + width / 2,
              y1: base,
              x2: to + Math.min(width, 8) / 2,
              y2: base,
            },
          ];
    }),
  );
}
