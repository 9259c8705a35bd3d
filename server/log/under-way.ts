import type { LabPlace } from '../contract/endpoints.ts';
import type { EventBody, Horizon } from '../contract/events/events.ts';

/**
 * A request that somebody still works on. `browser`: one waits for its response. `lab`: whether the lab has it; once the
 * stores were `replaced`, it goes on with those that it began with. `place`: whose app has it.
 */
export type RequestUnderWay = {
  browser: boolean;
  lab: 'current' | 'replaced' | null;
  place: LabPlace | undefined;
};

export type UnderWay = Map<string, RequestUnderWay>;

export const createUnderWay = (requests: Horizon['requests'] = []): UnderWay =>
  new Map(requests.map(({ request, browser, lab, place }) => [request, { browser, lab, place }]));

/** What an event, or a record of one, says of a request; `place`: whose app it came to. */
type RequestNews = { type: EventBody['type']; request?: string | null; place?: LabPlace | undefined };

/** Takes an event of a request: whether it is under way, and where. */
export function foldRequest(underWay: UnderWay, event: RequestNews): void {
  if (event.request === undefined || event.request === null) return;
  switch (event.type) {
    case 'sent':
      entry(underWay, event.request).browser = true;
      return;
    case 'arrived': {
      const known = entry(underWay, event.request);
      known.lab ??= 'current';
      known.place = event.place;
      return;
    }
    case 'received':
    case 'send-failed':
      over(underWay, event.request, 'browser');
      return;
    case 'responded':
    case 'aborted':
      over(underWay, event.request, 'lab');
      return;
    default:
  }
}

/** The lab is gone, and with it whatever was under way in it. */
export function labGone(underWay: UnderWay): void {
  for (const request of underWay.keys()) over(underWay, request, 'lab');
}

/** The stores of the requests that are at such a place are replaced by others. */
export function replaceStores(underWay: UnderWay, isAt: (place: LabPlace | undefined) => boolean): void {
  for (const request of underWay.values())
    if (request.lab !== null && isAt(request.place)) request.lab = 'replaced';
}

function entry(underWay: UnderWay, request: string): RequestUnderWay {
  const known = underWay.get(request) ?? { browser: false, lab: null, place: undefined };
  underWay.set(request, known);
  return known;
}

function over(underWay: UnderWay, request: string, side: 'browser' | 'lab'): void {
  const known = underWay.get(request);
  if (known === undefined) return;
  if (side === 'browser') known.browser = false;
  else Object.assign(known, { lab: null, place: undefined });
  if (!known.browser && known.lab === null) underWay.delete(request);
}
