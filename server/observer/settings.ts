import type { IncomingMessage } from 'node:http';
import type { ObserverEvent } from '../contract/events/events.ts';
import { messageOf } from './snapshot.ts';

/** What of a request is there for sure. Who uses this in TypeScript needs no types but these; an IncomingMessage can be asked for too. */
export type NamedRequest = {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

export type ObserverSettings = {
  /** Called with each event as it happens. What it throws, or rejects with, becomes a process warning, once, never an error of the app. */
  onEvent: (event: ObserverEvent) => unknown;
  /** The time of an event in µs; by default since this process began. */
  now?: () => number;
  /** Names a request; by default a count. */
  requestId?(req: NamedRequest): string;
  /** Whether a session is looked at for a second after its response was ended, for changes that nobody saves; true by default. */
  watchAfterEnd?: boolean;
};

/** Who hears of events, by its own clock: what makes an event gives it its time, which is cheaper than adding it later. */
export type Listener = {
  readonly now: () => number;
  readonly emit: (event: ObserverEvent) => void;
  readonly watchesAfterEnd: boolean;
  /** Names a request. */
  readonly nameOf: (req: IncomingMessage) => string;
};

/** Keeps the mistakes of who listens away from the app. */
export function createListener({
  onEvent,
  now,
  requestId,
  watchAfterEnd = true,
}: ObserverSettings): Listener {
  let hasWarned = false;
  const warn = (error: unknown, what = 'onEvent') => {
    if (hasWarned) return;
    hasWarned = true;
    process.emitWarning(`An observer’s ${what} threw: ${messageOf(error)}`);
  };
  const given =
    now &&
    (() => {
      try {
        return now();
      } catch (error) {
        warn(error, 'now');
        return Number.NaN;
      }
    });
  let requests = 0;
  const nameOf = (req: IncomingMessage): string => {
    requests += 1;
    try {
      const name: unknown = requestId?.(req);
      if (typeof name === 'string') return name;
    } catch (error) {
      warn(error, 'requestId');
    }
    return String(requests);
  };
  return {
    nameOf,
    now: given ?? (() => performance.now() * 1000),
    watchesAfterEnd: watchAfterEnd,
    emit: (event) => {
      try {
        const result = onEvent(event);
        if (typeof result === 'object' && result !== null)
          Promise.resolve(result).catch((error) => warn(error));
      } catch (error) {
        warn(error);
      }
    },
  };
}
