import type { IncomingMessage } from 'node:http';
import type { ObserverEvent, ObserverEventBody } from '../contract/events/events.ts';

export type ObserverSettings = {
  /** Called with each event as it happens. What it throws becomes a process warning, once, never an error of the app. */
  onEvent: (event: ObserverEvent) => void;
  /** The time of an event in µs; by default since this process began. */
  now?: () => number;
  /** Names a request; by default a count. */
  requestId?: (req: IncomingMessage) => string;
};

export type Emit = (body: ObserverEventBody) => void;

/** What writes events: adds the time, and keeps the listener's mistakes away from the app. */
export function createEmit({ onEvent, now = () => performance.now() * 1000 }: ObserverSettings): Emit {
  let hasWarned = false;
  return (body) => {
    try {
      onEvent(Object.assign(body, { at: now() }));
    } catch (error) {
      if (hasWarned) return;
      hasWarned = true;
      process.emitWarning(
        `An observer’s onEvent threw: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };
}
