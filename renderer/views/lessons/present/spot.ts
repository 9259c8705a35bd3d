import type { LogEvent } from '../../../../server/contract/events/events.ts';
import { jarsAt } from '../../../history/folds/jars.ts';
import { storeAt } from '../../../history/folds/sessions.ts';
import { eventViewAt } from '../../../history/folds/verdicts.ts';
import { itemAt } from '../../../history/log/by-seq.ts';
import type { EventLog } from '../../../history/log/event-log.ts';

/** What the light falls on at a moment: what is said, why, and which panels changed since the moment before. */
export type Spot = {
  sentence: string;
  because: string | null;
  browser: string | null;
  hue: number;
  store: boolean;
  cookies: boolean;
};

/** The spot at `seq`; null in an empty log. */
export function spotAt(log: EventLog, moments: readonly LogEvent[], seq: number): Spot | null {
  const view = eventViewAt(log, seq);
  if (view === undefined) return null;
  const before = itemAt(moments, seq - 1)?.seq ?? -1;
  const isNew = (at: number | null): boolean => at !== null && at > before && at <= seq;
  const [was, is] = [storeAt(log, before), storeAt(log, seq)];
  const { sentence, browser, hue, event, earlier } = view;
  const decided = earlier.findLast(({ subject }) => subject === 'store');
  return {
    sentence,
    because: event.type === 'store-answered' && decided ? decided.sentence : null,
    browser,
    hue,
    store: was.count !== is.count || is.sessions.some(({ last }) => isNew(last.seq)),
    cookies: jarsAt(log, seq).some(({ changedAt }) => isNew(changedAt)),
  };
}
