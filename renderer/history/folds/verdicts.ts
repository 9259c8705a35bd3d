import type { LogEvent } from '../../../server/contract/events/events.ts';
import { explain, type Verdict, verdictRules } from '../../../server/contract/verdicts/verdict.ts';
import type { EventLog } from '../log/event-log.ts';
import { describeInLog } from './config-changes.ts';
import { hueOf, outside } from './jars.ts';
import type { Loss } from './losses.ts';
import { lossesOf, lossOfWrite } from './losses-of.ts';
import { eventAt } from './position.ts';

/** A verdict in words, with its rule's name, source and inputs. `isConfirmed`: what happened is what the rule says. */
export type VerdictView = {
  readonly sentence: string;
  readonly rule: Verdict['rule'];
  readonly subject: string;
  readonly decision: string;
  readonly source: string;
  readonly inputs: Verdict['inputs'];
  readonly actual: string;
  readonly isConfirmed: boolean;
};

function verdictView(verdict: Verdict): VerdictView {
  const { subject, decision, source } = verdictRules[verdict.rule];
  const { rule, inputs, actual } = verdict;
  const isConfirmed = decision === actual;
  return { sentence: explain(verdict), rule, subject, decision, source, inputs, actual, isConfirmed };
}

/** The event at a cursor, in words. `losses`: what this very event undid, or how what it wrote was undone later. */
export type EventView = {
  readonly event: LogEvent;
  readonly sentence: string;
  readonly request: string | null;
  /** Who sent its request, or whom it is about; null where it is about none. */
  readonly browser: string | null;
  readonly hue: number;
  readonly verdicts: readonly VerdictView[];
  /** Verdicts that the same request got before, oldest first. */
  readonly earlier: readonly (VerdictView & { readonly seq: number })[];
  readonly losses: readonly Loss[];
};

/** What happened at `seq`, with its verdicts; undefined in an empty log. */
export function eventViewAt(log: EventLog, seq: number): EventView | undefined {
  const event = eventAt(log, seq);
  if (!event) return undefined;
  const request = 'request' in event ? event.request : null;
  const lane = request === null ? undefined : log.lanes.byRequest.get(request);
  const browser = browserOf(event) ?? lane?.browser ?? null;
  const isOfOutside = browser === null && lane !== undefined;
  return {
    event,
    sentence: describeInLog(log, event),
    request,
    browser: isOfOutside ? outside.name : browser,
    hue: hueOf(log, browser),
    verdicts: verdictsOf(event).map(verdictView),
    earlier: (lane?.verdicts ?? [])
      .filter((one) => one.seq < event.seq)
      .map((one) => ({ ...verdictView(one.verdict), seq: one.seq })),
    losses: lossesAt(log, event),
  };
}

function verdictsOf(event: LogEvent): readonly Verdict[] {
  switch (event.type) {
    case 'verdict':
      return [event.verdict];
    case 'jar':
      return event.verdicts;
    case 'sent':
      return event.withheld;
    default:
      return [];
  }
}

const browserOf = (event: LogEvent): string | null =>
  event.type === 'browser-added' ? event.browser.name : 'browser' in event ? event.browser : null;

function lossesAt(log: EventLog, event: LogEvent): Loss[] {
  if (event.type !== 'store-answered' || event.sid === null) return [];
  const history = log.sessions.bySid.get(event.sid);
  if (!history) return [];
  const later = lossOfWrite(history, event.seq);
  const undone = lossesOf(history).filter(({ seq }) => seq === event.seq);
  return later ? [...undone, later] : undone;
}
