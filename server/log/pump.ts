import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LabEvent } from '../contract/events/events.ts';
import type { Collector } from './collector.ts';

/** Who tells events. Everything up to `upTo` (µs) is in this or an earlier drain. */
export type Source = { drain(): Promise<{ events: LabEvent[]; upTo: number }> };

/** Asks the lab for its events: soon while something happens, slowly while nothing does. */
export type Pump = {
  /** Something happened here, so the lab will have something to tell. */
  nudge(): void;
  /** Asks this lab from now on; null for none. */
  attach(lab: Source | null): void;
  /** Settles when what a lab was asked for last is logged. */
  idle(): Promise<void>;
  close(): void;
};

export type PumpSettings = {
  collector(): Collector;
  isBusy(): boolean;
  /** Called before what the lab told is logged; what it returns is logged. */
  admit(events: readonly LabEvent[]): readonly LabEvent[];
};

/** ms. Slowly is often enough for requests that come from outside to be seen at once, as people see. */
const soon = 3;
const slowly = 100;

export function createPump({ collector, isBusy, admit }: PumpSettings): Pump {
  let lab: Source | null = null;
  let timer: NodeJS.Timeout | undefined;
  let due = Number.POSITIVE_INFINITY;
  let draining: Promise<void> | null = null;
  let isClosed = false;
  /** Asked for during a drain, so its answer may be too old. */
  let isNudged = false;

  const schedule = (delay: number) => {
    const at = performance.now() + delay;
    if (isClosed || draining || at >= due) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(drain, delay);
  };

  const drain = () => {
    due = Number.POSITIVE_INFINITY;
    if (!lab) return;
    const began = performance.now();
    draining = ask(lab, collector()).then((told) => {
      draining = null;
      // A lab that takes long to answer has much to do: asking it more often would only slow it down.
      const took = performance.now() - began;
      const isLively = isNudged || told > 0 || isBusy() || collector().heldCount() > 0;
      isNudged = false;
      schedule(isLively ? Math.max(soon, took) : slowly);
    });
  };

  const ask = async (asked: Source, into: Collector): Promise<number> => {
    try {
      const { events, upTo } = await asked.drain();
      // A lab's last answer comes a turn before word of its end, and who reacts to the answer has to know of that.
      await nextTurn();
      await nextTurn();
      into.commit(admit(events), upTo);
      return events.length;
    } catch {
      // It has ended; its keeper learns that from the lab itself.
      return 0;
    }
  };

  return {
    nudge: () => {
      isNudged = draining !== null;
      schedule(soon);
    },
    attach: (next) => {
      lab = next;
      if (next) schedule(0);
    },
    idle: async () => {
      await draining;
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
