import type { LogEvent } from '../../../server/contract/events/events.ts';
import type { LabConfig } from '../../../server/contract/options/lab-config.ts';
import type { EventLog } from '../log/event-log.ts';
import { labAt } from './clock.ts';

/** What a new configuration changed, a line each: `rolling: false → true`. Of secrets it says only that they changed. */
export function configChanges(log: EventLog, event: LogEvent): string[] {
  if (event.type !== 'lab-configured') return [];
  const before = labAt(log, event.seq - 1).config;
  return before === null ? [] : changesBetween(before, event.config);
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
