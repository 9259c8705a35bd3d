import type { LogEvent } from '../../../server/contract/events/events.ts';
import { describeEvent } from '../../history/folds/words.ts';
import { lastAtOrBefore } from '../../history/log/by-seq.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import { isOfKind, type LogKind } from './log-kinds.ts';

/** Which events of a log are shown. It grows with the log: only what is new is looked at. */
export type LogFilter = {
  readonly kind: LogKind;
  readonly words: readonly string[];
  upTo: number;
  matches: LogEvent[];
};

export const createLogFilter = (kind: LogKind, text: string): LogFilter => ({
  kind,
  words: text.toLowerCase().split(/\s+/).filter(Boolean),
  upTo: -1,
  matches: [],
});

/** Whether everything is shown, so that the log itself can be. */
export const isOpen = (filter: LogFilter): boolean => filter.kind === 'all' && filter.words.length === 0;

/** The events shown, oldest first. */
export function extendFilter(filter: LogFilter, log: EventLog): readonly LogEvent[] {
  for (let i = lastAtOrBefore(log.events, filter.upTo) + 1; i < log.events.length; i++) {
    const event = log.events[i];
    if (event && fits(filter, event)) filter.matches.push(event);
  }
  filter.upTo = log.events.at(-1)?.seq ?? -1;
  if ((filter.matches[0]?.seq ?? log.first) < log.first)
    filter.matches = filter.matches.filter(({ seq }) => seq >= log.first);
  return filter.matches;
}

function fits({ kind, words }: LogFilter, event: LogEvent): boolean {
  if (!isOfKind(event, kind)) return false;
  if (words.length === 0) return true;
  const said = `${describeEvent(event)} ${event.type}`.toLowerCase();
  return words.every((word) => said.includes(word));
}
