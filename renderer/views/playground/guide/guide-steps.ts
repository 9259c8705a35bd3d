import type { Loss } from '../../../history/folds/losses.ts';
import { newestLoss } from '../../../history/folds/losses-of.ts';
import { newestLanes } from '../../../history/folds/requests.ts';
import type { Selection } from '../../../history/history.ts';
import type { Cursor, EventLog } from '../../../history/log/event-log.ts';
import { lossesAt } from '../../../panels/event/losses-at.ts';

/**
 * How far a newcomer is: no session to race for, nothing fired yet, a loss to look at, looking at it; or no loss came of
 * it. `strangers`: because no request had a session yet, so that each got one of its own.
 */
export type GuideStep =
  | { step: 'begin' }
  | { step: 'fire' }
  | { step: 'no loss'; strangers: boolean }
  | { step: 'look'; loss: Loss }
  | { step: 'read'; loss: Loss };

/** The next click to suggest, from what has happened so far. */
export function guideStep(
  log: EventLog,
  seq: number,
  cursor: Cursor,
  selection: Selection | null,
): GuideStep {
  const end = log.events.at(-1)?.seq ?? -1;
  const fired = newestLanes(log, end, 50).filter(({ group }) => group !== null);
  if (fired.length === 0) return { step: log.sessions.histories.length === 0 ? 'begin' : 'fire' };
  const seen = cursor === 'live' ? undefined : lossesAt(log, seq, selection)[0];
  if (seen) return { step: 'read', loss: seen };
  const loss = newestLoss(log, end);
  if (loss) return { step: 'look', loss };
  const loaded = fired.some(({ segments }) => segments.some(({ step }) => step === 'load'));
  return { step: 'no loss', strangers: !loaded };
}
