import type { EventLog } from '../../history/log/event-log.ts';
import type { Lane } from '../../history/log/lane.ts';
import type { SessionHistory } from '../../history/log/session-index.ts';
import { isSameTarget, type RowTarget } from './target.ts';

export type FocusMove = 'up' | 'down' | 'left' | 'right';

/** What has the focus after a key: up and down go from lane to lane, left and right along one. */
export function focusAfter(log: EventLog, target: RowTarget | null, move: FocusMove): RowTarget | null {
  if (target === null) return startOf(log);
  if (move === 'up' || move === 'down') return rowFrom(log, target, move === 'up' ? -1 : 1) ?? target;
  const along = 'lane' in target ? alongLane(target.lane) : alongSession(target.history);
  const place = along.findIndex((one) => isSameTarget(one, target));
  return along[place + (move === 'left' ? -1 : 1)] ?? target;
}

function startOf({ lanes, sessions }: EventLog): RowTarget | null {
  const lane = lanes.lanes.at(-1);
  if (lane) return { type: 'lane', lane };
  const history = sessions.histories.at(-1);
  return history ? { type: 'session', history } : null;
}

const alongLane = (lane: Lane): RowTarget[] => [
  { type: 'lane', lane },
  ...lane.segments.map((segment): RowTarget => ({ type: 'segment', lane, segment })),
];

const alongSession = (history: SessionHistory): RowTarget[] => [
  { type: 'session', history },
  ...history.entries.map((entry): RowTarget => ({ type: 'version', history, entry })),
];

/** The lane above or below; below the last request come the sessions. */
function rowFrom({ lanes, sessions }: EventLog, target: RowTarget, by: -1 | 1): RowTarget | null {
  const shown = lanes.lanes.length - lanes.firstLane;
  const here =
    'lane' in target
      ? target.lane.ordinal - (lanes.lanes[lanes.firstLane]?.ordinal ?? 0)
      : shown + target.history.ordinal - (sessions.histories[sessions.firstHistory]?.ordinal ?? 0);
  const next = here + by;
  if (next < 0) return null;
  const lane = next < shown ? lanes.lanes[lanes.firstLane + next] : undefined;
  if (lane) return { type: 'lane', lane };
  const history = sessions.histories[sessions.firstHistory + next - shown];
  return history ? { type: 'session', history } : null;
}
