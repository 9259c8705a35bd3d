import type { IncomingMessage } from 'node:http';
import type { ObserverEvent } from '../contract/events/events.ts';
import { createAnomalyFinder } from './anomalies.ts';
import type { Redact } from './send/mask.ts';
import { createSender, type Made, type Sender } from './send/sender.ts';
import { messageOf } from './snapshot.ts';

/** What of a request is there for sure. Who uses this in TypeScript needs no types but these; an IncomingMessage can be asked for too. */
export type NamedRequest = {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

export type ObserverSettings = {
  /** Whether anomalies between requests are told as they happen; true by default. */
  anomalies?: boolean;
  /** The time of an event in µs; by default since this process began. */
  now?: () => number;
  /** Names a request; by default a count. */
  requestId?(req: NamedRequest): string;
  /** Whether a session is looked at for a second after its response was ended, for changes that nobody saves; true by default. */
  watchAfterEnd?: boolean;
} & (Listening | (Partial<Listening> & Sending));

type Listening = {
  /** Called with each event as it happens. What it throws, or rejects with, becomes a process warning, once, never an error of the app. */
  onEvent: (event: ObserverEvent) => unknown;
};

type Sending = {
  /**
   * Sends what happens to the `session-playground record` that runs on this machine: true for that of the folder that this process was
   * started in, or the file in which another says where it is.
   */
  send: true | string;
  /** What else is masked before it leaves the app: names of keys, and a function that gives what stands in a value's place. */
  redact?: Redact;
};

/** Who hears of events, by its own clock: what makes an event gives it its time, which is cheaper than adding it later. */
export type Listener = {
  readonly now: () => number;
  readonly emit: (event: ObserverEvent) => void;
  readonly watchesAfterEnd: boolean;
  /** Names a request. */
  readonly nameOf: (req: IncomingMessage) => string;
  /** What one browser's requests have in common; undefined where nobody asks. */
  readonly clientOf: (req: IncomingMessage) => string | undefined;
  /** A response is ended with that; undefined where nobody looks at what is answered. */
  readonly ended: Sender['ended'] | undefined;
  /** A session middleware was made. */
  readonly madeWith: (made: Made) => void;
};

const clientOf = ({ socket, headers }: IncomingMessage): string =>
  `${socket?.remoteAddress ?? ''} ${headers['user-agent'] ?? ''}`;

/** Keeps the mistakes of who listens away from the app. */
export function createListener(settings: ObserverSettings): Listener {
  const { onEvent, now, requestId, watchAfterEnd = true, anomalies = true } = settings;
  // Who records finds them in what all processes tell.
  const finder = anomalies && onEvent !== undefined ? createAnomalyFinder() : null;
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
  const clock = given ?? (() => performance.now() * 1000);
  const sender =
    'send' in settings && settings.send ? createSender(settings.send, settings.redact, clock) : null;
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
  const tell = (event: ObserverEvent) => {
    sender?.take(event);
    if (onEvent === undefined) return;
    try {
      const result = onEvent(event);
      if (typeof result === 'object' && result !== null)
        Promise.resolve(result).catch((error) => warn(error));
    } catch (error) {
      warn(error);
    }
  };
  return {
    nameOf,
    clientOf: finder !== null || sender !== null ? clientOf : () => undefined,
    ended: sender?.ended,
    madeWith: (made) => sender?.madeWith(made),
    now: clock,
    watchesAfterEnd: watchAfterEnd,
    emit:
      finder === null
        ? tell
        : (event) => {
            tell(event);
            for (const anomaly of finder.take(event)) tell({ ...anomaly, at: event.at });
          },
  };
}
