import { fromPlace } from '../../../server/contract/endpoints.ts';
import { takeAnomaly } from '../../../server/contract/events/anomaly-words.ts';
import type { AnomalyEventBody, LogEvent } from '../../../server/contract/events/events.ts';
import { explain } from '../../../server/contract/verdicts/verdict.ts';
import { createLog, type EventLog, receive } from '../../history/log/event-log.ts';
import type { Lane } from '../../history/log/lane.ts';

/** Which requests of a recording are shown. Empty is all. */
export type RecordingFilter = { browser: string; process: string; text: string; anomaliesOnly: boolean };

export const noFilter: RecordingFilter = { browser: '', process: '', text: '', anomaliesOnly: false };

export const isNarrow = ({ browser, process, text, anomaliesOnly }: RecordingFilter): boolean =>
  browser !== '' || process !== '' || text.trim() !== '' || anomaliesOnly;

export type Anomaly = AnomalyEventBody & { seq: number; at: number };

/** Those that hold at the end of the log: what was lost for a while only is left out. Oldest first. */
export function anomaliesOf(log: EventLog): Anomaly[] {
  const found: Anomaly[] = [];
  for (const event of log.events) {
    if (event.type === 'anomaly' && event.seq >= log.first) takeAnomaly(found, event);
  }
  return found;
}

/** The number of the process in a request's name: `2-14`. */
const processOf = (request: string): string => request.split('-', 1)[0] ?? '';

/** The same log with the requests that fit, and what belongs to no request where nothing is sought in them. */
export function narrowed(log: EventLog, filter: RecordingFilter): EventLog {
  if (!isNarrow(filter)) return log;
  const shown = new Set<string>();
  const inAnomaly = new Set(anomaliesOf(log).flatMap(({ request, other }) => [request, other]));
  for (const lane of log.lanes.lanes) if (fits(lane, filter, inAnomaly)) shown.add(lane.request);
  const events = log.events.filter((event) => isShown(event, shown));
  return receive(createLog(log.epoch, log.startedAt), {
    epoch: log.epoch,
    startedAt: log.startedAt,
    first: log.first,
    horizon: log.horizon,
    events,
  });
}

function fits(
  lane: Lane,
  { browser, process, text, anomaliesOnly }: RecordingFilter,
  inAnomaly: ReadonlySet<string | null>,
): boolean {
  if (browser !== '' && lane.browser !== browser) return false;
  if (process !== '' && processOf(lane.request) !== processOf(fromPlace(process).app.replace('process-', '')))
    return false;
  if (anomaliesOnly && !inAnomaly.has(lane.request)) return false;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0 || words.every((word) => saidOf(lane).includes(word));
}

/** What is sought in: what was asked, by whom, what came of it, and the verdicts in words. */
const saidOf = (lane: Lane): string =>
  [
    lane.request,
    lane.browser ?? '',
    lane.method,
    lane.url,
    String(lane.status?.code ?? ''),
    ...lane.segments.map(({ sid }) => sid ?? ''),
    ...lane.verdicts.map(({ verdict }) => explain(verdict)),
  ]
    .join(' ')
    .toLowerCase();

function isShown(event: LogEvent, shown: ReadonlySet<string>): boolean {
  if (event.type === 'anomaly')
    return [event.request, event.other].some((one) => one !== null && shown.has(one));
  if ('request' in event && event.request !== null) return shown.has(event.request);
  return event.type === 'process' || event.type === 'browser-added' || event.type === 'browser-removed';
}
