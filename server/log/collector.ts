import type { LogEvent } from '../contract/events/events.ts';
import type { EventLog } from './event-log.ts';
import type { TimedEvent } from './timed-event.ts';

/**
 * Brings two sources into one true order. The browsers' events are known at once, the lab's only when it is asked; so
 * events are held back until it is sure that nothing earlier can still come.
 */
export type Collector = {
  /** Holds an event that just happened here. */
  hold(event: TimedEvent): void;
  /** Takes what the lab told and logs everything up to `upTo` (µs). */
  commit(fromLab: readonly TimedEvent[], upTo: number): void;
  /** Logs everything up to now (µs): the lab has nothing more to tell. */
  flush(now: number): void;
  /** Settles when everything up to `at` (µs) is logged. */
  reached(at: number): Promise<void>;
  heldCount(): number;
};

export function createCollector(log: EventLog, onLogged: (events: readonly LogEvent[]) => void): Collector {
  let held: TimedEvent[] = [];
  let known = -1;
  let waiting: Array<{ at: number; resolve: () => void }> = [];

  const advanceTo = (at: number) => {
    const cut = held.findIndex((event) => event.at > at);
    const ready = cut === -1 ? held : held.slice(0, cut);
    held = cut === -1 ? [] : held.slice(cut);
    known = Math.max(known, at);
    if (ready.length > 0) onLogged(log.append(ready));
    const over = waiting.filter((wait) => wait.at <= known);
    if (over.length === 0) return;
    waiting = waiting.filter((wait) => wait.at > known);
    for (const { resolve } of over) resolve();
  };

  return {
    hold: (event) => {
      held.push(event);
    },
    commit: (fromLab, upTo) => {
      // A stable sort: at the same µs the browsers' events, which were held first, come first.
      if (fromLab.length > 0) held = [...held, ...fromLab].sort((a, b) => a.at - b.at);
      advanceTo(upTo);
    },
    flush: (now) => advanceTo(Math.max(now, held.at(-1)?.at ?? 0)),
    reached: (at) =>
      at <= known ? Promise.resolve() : new Promise((resolve) => waiting.push({ at, resolve })),
    heldCount: () => held.length,
  };
}
