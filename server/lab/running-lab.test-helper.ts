import { onTestFinished } from 'vitest';
import { namedRequest, requestIdHeader } from '../contract/endpoints.ts';
import { labConfigSchema } from '../contract/options/lab-config.ts';
import { recordOf } from '../log/event-record.ts';
import type { TimedEvent } from '../log/timed-event.ts';
import { createLab } from './host.ts';
import type { Lab, LabSettings } from './lab.ts';

/** A lab in its worker, closed when the test is over. */
export async function runningLab({
  options = {},
  store = 'memory',
  ...settings
}: { options?: object; store?: string } & Partial<LabSettings> = {}): Promise<Lab> {
  const lab = await createLab({
    config: labConfigSchema.parse({ options, store: { kind: store } }),
    handler: null,
    origin: process.hrtime.bigint(),
    clock: 0,
    port: 0,
    ...settings,
  });
  onTestFinished(() => lab.close());
  return lab;
}

/** Somebody who visits a lab and keeps its cookie. The answer is `status body`. */
export function visitor(lab: Lab) {
  let cookie = '';
  return async (path: string, { method = 'GET', id = '' } = {}): Promise<string> => {
    const headers = {
      ...(cookie ? { cookie } : {}),
      ...(id ? { [requestIdHeader]: namedRequest(lab.key, id) } : {}),
    };
    const response = await fetch(lab.url + path, { method, headers, redirect: 'manual' });
    const [given] = response.headers.getSetCookie();
    if (given) cookie = given.split(';', 1)[0] ?? '';
    return `${response.status} ${await response.text()}`;
  };
}

/** What a lab has to tell, as events. */
export async function drained(lab: Lab): Promise<{ events: TimedEvent[]; upTo: number }> {
  const { events, upTo } = await lab.drain();
  return { events: events.map((told) => recordOf(told).event()), upTo };
}

/** Drains until an event is there that fits; all events so far. */
export async function eventsUntil(lab: Lab, fits: (event: TimedEvent) => boolean): Promise<TimedEvent[]> {
  const events: TimedEvent[] = [];
  while (!events.some(fits)) events.push(...(await drained(lab)).events);
  return events;
}
