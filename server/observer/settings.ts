import type { IncomingMessage } from 'node:http';
import type { ObserverEvent } from '../contract/events/events.ts';

export type ObserverSettings = {
  /** Called with each event as it happens. What it throws becomes a process warning, once, never an error of the app. */
  onEvent: (event: ObserverEvent) => void;
  /** The time of an event in µs; by default since this process began. */
  now?: () => number;
  /** Names a request; by default a count. */
  requestId?: (req: IncomingMessage) => string;
  /** Whether a session is looked at for a second after its response was ended, for changes that nobody saves; true by default. */
  watchAfterEnd?: boolean;
};

/** Who hears of events, by its own clock: what makes an event gives it its time, which is cheaper than adding it later. */
export type Listener = {
  readonly now: () => number;
  readonly emit: (event: ObserverEvent) => void;
  readonly watchesAfterEnd: boolean;
};

/** Keeps the mistakes of who listens away from the app. */
export function createListener({ onEvent, now, watchAfterEnd = true }: ObserverSettings): Listener {
  let hasWarned = false;
  const warn = (error: unknown) => {
    if (hasWarned) return;
    hasWarned = true;
    process.emitWarning(
      `An observer’s onEvent threw: ${error instanceof Error ? error.message : String(error)}`,
    );
  };
  const given =
    now &&
    (() => {
      try {
        return now();
      } catch (error) {
        warn(error);
        return Number.NaN;
      }
    });
  return {
    now: given ?? (() => performance.now() * 1000),
    watchesAfterEnd: watchAfterEnd,
    emit: (event) => {
      try {
        onEvent(event);
      } catch (error) {
        warn(error);
      }
    },
  };
}
