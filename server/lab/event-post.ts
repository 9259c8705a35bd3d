import type { LabEvent } from '../contract/events/events.ts';

/**
 * Collects the lab's events until they are asked for. While a typed-in handler is under way they are posted at once:
 * it may never give control back, and what led to that must be known then.
 */
export type EventPost = {
  add(event: LabEvent): void;
  /** Posts what is collected. */
  post(): void;
  /** Posts at once from here on, until the last of those who asked for it lets go. */
  hurry(): () => void;
};

/** Posts in a hurry between two drains at most: a handler that loops must not fill the memory of who listens. */
const mostHurried = 5000;

/** `firstCall`: what store calls are counted from. */
export function createEventPost(send: (events: LabEvent[]) => void, firstCall = 0): EventPost {
  let events: LabEvent[] = [];
  let hurried = 0;
  let hurrying = 0;

  const flush = () => {
    if (events.length === 0) return;
    send(events);
    events = [];
  };

  return {
    add: (event) => {
      if (firstCall > 0 && 'call' in event) event.call += firstCall;
      events.push(event);
      if (hurrying === 0 || hurried >= mostHurried) return;
      hurried += 1;
      flush();
    },
    post: () => {
      hurried = 0;
      flush();
    },
    hurry: () => {
      hurrying += 1;
      if (hurried < mostHurried) flush();
      let isOver = false;
      return () => {
        if (!isOver) hurrying -= 1;
        isOver = true;
      };
    },
  };
}
