import type { IncomingMessage } from 'node:http';
import type { ObserverEvent } from '../contract/events/events.ts';

/** Tells of errors in handlers, which the observer does not see; those that it told itself are not told twice. */
export function createErrorReporter(settings: {
  add: (event: ObserverEvent) => void;
  now: () => number;
  requestId: (req: IncomingMessage) => string;
}) {
  const { add, now, requestId } = settings;
  /** The observer tells of an error just before it passes it on to the app. */
  let told: string | null = null;
  return {
    onEvent: (event: ObserverEvent) => {
      told = event.type === 'error' ? `${event.request} ${event.message}` : null;
      add(event);
    },
    onError: ({ message, stack }: Error, req: IncomingMessage) => {
      const request = requestId(req);
      if (told === `${request} ${message}`) return;
      add({ type: 'error', request, message, stack: stack ?? null, at: now() });
    },
  };
}
