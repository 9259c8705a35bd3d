import type { Loss } from '../../history/folds/losses.ts';
import { lossesOfRequest } from '../../history/folds/losses-of.ts';
import { eventViewAt } from '../../history/folds/verdicts.ts';
import type { Selection } from '../../history/history.ts';
import type { EventLog } from '../../history/log/event-log.ts';

/**
 * The losses to tell at a cursor: those of the very event, then those that the event's request or the selected one
 * suffers sooner or later, so that a click anywhere on a lost write gives the reason.
 */
export function lossesAt(log: EventLog, seq: number, selection: Selection | null): readonly Loss[] {
  const event = eventViewAt(log, seq);
  const here = event?.losses ?? [];
  const requests = [event?.request ?? null, selection?.type === 'request' ? selection.request : null];
  const suffered = [...new Set(requests)].flatMap((request) => sufferedBy(log, request));
  return [...here, ...suffered.filter((loss) => !here.includes(loss))];
}

function sufferedBy(log: EventLog, request: string | null): readonly Loss[] {
  const lane = request === null ? undefined : log.lanes.byRequest.get(request);
  return lane ? lossesOfRequest(log, lane, Number.POSITIVE_INFINITY).lost : [];
}
