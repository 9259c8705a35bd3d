import type { LogEvent } from '../../../server/contract/events/events.ts';
import type { LabConfig } from '../../../server/contract/options/lab-config.ts';
import { type LabState, unknownLab } from '../../../server/log/world.ts';
import { itemAt } from '../log/by-seq.ts';
import type { EventLog } from '../log/event-log.ts';
import { eventAt } from './position.ts';
import { describeEvent, storeInWords } from './words.ts';

/** What a new configuration changed, a line each: `rolling: false → true`. Of secrets it says only that they changed. */
export function configChanges(log: EventLog, event: LogEvent): string[] {
  if (event.type !== 'lab-configured' && event.type !== 'lab-restarted') return [];
  const before = labAt(log, event.seq - 1).config;
  return before === null ? [] : changesBetween(before, event.config);
}

/** An event as a sentence that says what changed too, which the event alone does not tell. */
export function describeInLog(log: EventLog, event: LogEvent): string {
  if (event.type === 'lab-restarted') {
    const changes = configChanges(log, event);
    return `${describeEvent(event)}${changes.length === 0 ? '' : ` New options: ${changes.join(', ')}.`}`;
  }
  if (event.type !== 'lab-configured') return describeEvent(event);
  const changes = configChanges(log, event);
  if (changes.length === 0)
    return `A fresh lab goes on with the same options${storeInWords(event) || ' and what was stored'}.`;
  return `New options: ${changes.join(', ')}${storeInWords(event)}.`;
}

function changesBetween(before: LabConfig, after: LabConfig): string[] {
  const [old, now] = [new Map(settingsOf(before)), new Map(settingsOf(after))];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name) ?? 'none', now.get(name) ?? 'none'];
    if (was === is) return [];
    return [/(^|\.)secret$/.test(name) ? `${name}: changed` : `${name}: ${was} → ${is}`];
  });
}

/** Every setting by its name, as text: options by their own, the others with where they are from, an app's with its id. */
const settingsOf = ({ options, apps, ...rest }: LabConfig): Array<[string, string]> => [
  ...flat('', options),
  ...flat('', rest),
  ...apps.flatMap(({ id, ...app }) => flat(`apps.${id}`, app)),
];

function flat(path: string, value: unknown): Array<[string, string]> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [[path, value === null ? 'none' : typeof value === 'string' ? value : JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, inner]) => flat(path === '' ? key : `${path}.${key}`, inner));
}

/** The lab as it was at `seq`: status, address, options, versions, handler, clock. */
export const labAt = (log: EventLog, seq: number): LabState => itemAt(log.lab, seq) ?? unknownLab;

/** ms that the lab's clock was ahead of the real one at `seq`. */
export const clockAt = (log: EventLog, seq: number): number => labAt(log, seq).clock;

/** What the lab's clock showed at `seq`, in ms since 1970: what expiry is measured against. */
export const labNowAt = (log: EventLog, seq: number): number =>
  log.startedAt + (eventAt(log, seq)?.at ?? 0) / 1000 + clockAt(log, seq);
