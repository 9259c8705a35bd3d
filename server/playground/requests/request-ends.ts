import type { EventRecord } from '../../log/event-record.ts';
import type { RequestEnd } from '../playground.ts';
import type { ExchangeEnd } from './exchange.ts';

/** Joins what became of a request with its place in the log, which is known a little later. */
export type RequestEnds = {
  logged(events: readonly EventRecord[]): void;
  /** Settles when the request's last event is in the log. */
  placed(end: ExchangeEnd): Promise<RequestEnd>;
};

export function createRequestEnds(): RequestEnds {
  const waiting = new Map<string, (seq: number) => void>();
  return {
    logged: (events) => {
      for (const event of events) {
        if (event.type !== 'received' && event.type !== 'send-failed') continue;
        if (event.request === null) continue;
        waiting.get(event.request)?.(event.seq);
        waiting.delete(event.request);
      }
    },
    placed: (end) => new Promise((resolve) => waiting.set(end.request, (seq) => resolve({ ...end, seq }))),
  };
}
