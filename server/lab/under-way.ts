import type { LabEvent } from '../contract/events/events.ts';
import { ownHandlerPath } from '../contract/routes.ts';

export type RequestUnderWay = { id: string; method: string; path: string };

/** Which requests have come to a lab and are not answered yet, as its events tell. */
export type UnderWay = {
  note(events: readonly LabEvent[]): void;
  all(): RequestUnderWay[];
  find(id: string): RequestUnderWay | undefined;
  /** Those that a typed-in handler answers. */
  own(): RequestUnderWay[];
};

export function createUnderWay(): UnderWay {
  const requests = new Map<string, RequestUnderWay>();
  return {
    note: (events) => {
      for (const event of events) {
        if (event.type === 'arrived') {
          const { request: id, method, url } = event;
          requests.set(id, { id, method, path: url.split('?', 1)[0] ?? url });
        } else if (event.type === 'responded' || event.type === 'aborted') {
          requests.delete(event.request);
        }
      }
    },
    all: () => [...requests.values()],
    find: (id) => requests.get(id),
    own: () => [...requests.values()].filter(({ path }) => path === ownHandlerPath),
  };
}
