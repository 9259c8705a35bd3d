import { ownHandlerPath } from '../contract/routes.ts';
import type { EventRecord } from '../log/event-record.ts';

export type RequestUnderWay = { id: string; method: string; path: string };

/** Which requests have come to a lab and are not answered yet, as its events tell. */
export type UnderWay = {
  note(events: readonly EventRecord[]): void;
  all(): RequestUnderWay[];
  find(id: string): RequestUnderWay | undefined;
  /** Those that a typed-in handler answers. */
  own(): RequestUnderWay[];
};

export function createUnderWay(): UnderWay {
  const arrivals = new Map<string, EventRecord>();
  const all = () => [...arrivals.values()].flatMap(requestIn);
  return {
    note: (events) => {
      for (const event of events) {
        if (event.request === null) continue;
        if (event.type === 'arrived') arrivals.set(event.request, event);
        else if (event.type === 'responded' || event.type === 'aborted') arrivals.delete(event.request);
      }
    },
    all,
    find: (id) => all().find((request) => request.id === id),
    own: () => all().filter(({ path }) => path === ownHandlerPath),
  };
}

function requestIn(arrival: EventRecord): RequestUnderWay[] {
  const event = arrival.event();
  if (event.type !== 'arrived') return [];
  const { request: id, method, url } = event;
  return [{ id, method, path: url.split('?', 1)[0] ?? url }];
}
