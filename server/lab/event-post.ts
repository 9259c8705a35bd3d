import type { LabEvent } from '../contract/events/events.ts';
import { createPacker, type PackedEvents } from '../log/packed-events.ts';
import { cutEvent } from './cut-event.ts';

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

/** Bytes that wait to be posted at most. */
const mostBytes = 16 * 1024 * 1024;

/** `firstCall`: what store calls are counted from. */
export function createEventPost(send: (events: PackedEvents) => void, firstCall = 0): EventPost {
  const packer = createPacker();
  let hurried = 0;
  let hurrying = 0;

  const flush = () => {
    if (packer.count() > 0) send(packer.take());
  };

  return {
    add: (event) => {
      if (firstCall > 0 && 'call' in event) event.call += firstCall;
      packer.add(cutEvent(event));
      if (packer.bytes() > mostBytes) flush();
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
