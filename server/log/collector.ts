import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventLog } from './event-log.ts';
import type { EventRecord, Told } from './event-record.ts';
import { createMerge, type MergeLane } from './merge.ts';
import { callsPerSource, type Source } from './source.ts';

/**
 * Asks any number of sources for their events, soon while something happens, slowly while nothing does, and logs them
 * in one true order: everything up to the least time that all of them have told of.
 */
export type Collector = {
  /**
   * Asks this source from now on, until it ends. One that is still on its way is waited for from the beginning; what
   * rejects never came.
   */
  add(source: Source | Promise<Source>): void;
  /** From where on a source that is to come counts its calls of a store. */
  firstCall(): number;
  /** Something happened, so there will be something to tell. */
  nudge(): void;
  /** Settles when everything up to `at` (µs) is logged. */
  reached(at: number): Promise<void>;
  /** Settles when everything up to now is logged. */
  settled(): Promise<void>;
  /** Waits for no source that is still on its way, and asks only when it is nudged, until another is added. */
  rest(): void;
  /** Nothing is logged any more, and nobody waits for it. */
  close(): void;
};

export type CollectorSettings = {
  log: EventLog;
  /** µs since the log's start. */
  now(): number;
  isBusy(): boolean;
  onLogged(events: readonly EventRecord[]): void;
  /** From where on the first source counts its calls of a store. */
  firstCall?: number;
  /** ms that a source may take to answer before the log goes on without it; what it tells later is logged then. */
  deadline?: number;
};

/** ms. Slowly is often enough for requests that come from outside to be seen at once, as people see. */
const soon = 3;
const slowly = 100;
/** ms after a drain of many events, so that a source under load is asked less often, for more; a frame takes longer. */
const underLoad = 12;
const many = 200;
/** A lab that is blocked is ended before that by its watchdog. */
const defaultDeadline = 15_000;

export function createCollector(settings: CollectorSettings): Collector {
  const { log, now, isBusy, onLogged, deadline = defaultDeadline } = settings;
  const pollers = new Set<Poller>();
  let waiting: Array<{ at: number; resolve: () => void }> = [];
  let known = -1;
  let { firstCall = 0 } = settings;
  let isResting = false;
  let isClosed = false;

  const merge = createMerge<Told>((events, watermark) => {
    known = watermark;
    if (events.length > 0) onLogged(log.append(events));
    const over = waiting.filter(({ at }) => at <= known);
    if (over.length === 0) return;
    waiting = waiting.filter(({ at }) => at > known);
    for (const { resolve } of over) resolve();
  });
  const nudge = () => {
    if (!isClosed) for (const poller of pollers) poller.nudge();
  };
  const reached = (at: number): Promise<void> =>
    isClosed || at <= known ? Promise.resolve() : new Promise((resolve) => waiting.push({ at, resolve }));

  return {
    add: (source) => {
      if (isClosed) return;
      isResting = false;
      const lane = merge.join(now());
      const poller = createPoller(source, lane, {
        deadline,
        restFor: (told) => {
          if (told >= many) return underLoad;
          if (told > 0 || isBusy() || merge.heldCount() > 0) return soon;
          return isResting ? null : slowly;
        },
        onEnded: () => pollers.delete(poller),
      });
      pollers.add(poller);
      nudge();
    },
    firstCall: () => {
      firstCall += callsPerSource;
      return firstCall - callsPerSource;
    },
    nudge,
    reached,
    settled: () => {
      const at = now();
      nudge();
      return reached(at);
    },
    rest: () => {
      isResting = true;
      for (const poller of pollers) poller.giveUpUnlessHere();
    },
    close: () => {
      isClosed = true;
      for (const poller of pollers) poller.close();
      for (const { resolve } of waiting.splice(0)) resolve();
    },
  };
}

type Poller = { nudge(): void; giveUpUnlessHere(): void; close(): void };

type PollerSettings = {
  deadline: number;
  /** ms until it is asked again after it told of so many events; null for not before it is nudged. */
  restFor(told: number): number | null;
  onEnded(): void;
};

/** Asks one source, time and again, until it ends. */
function createPoller(
  given: Source | Promise<Source>,
  lane: MergeLane<Told>,
  { deadline, restFor, onEnded }: PollerSettings,
): Poller {
  let source: Source | null = null;
  let timer: NodeJS.Timeout | undefined;
  let due = Number.POSITIVE_INFINITY;
  let isAsking = true;
  let isClosed = false;
  /** Nudged while it was asked, so its answer may be too old. */
  let isNudged = false;

  const schedule = (delay: number) => {
    const at = performance.now() + delay;
    if (isClosed || isAsking || at >= due) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(ask, delay);
  };

  const ask = async () => {
    due = Number.POSITIVE_INFINITY;
    if (source === null) return;
    isAsking = true;
    const began = performance.now();
    const drained = await withDeadline(source.drain()).catch(() => null);
    if (drained === null) return end();
    // A lab's last answer comes a turn before word of its end, and who reacts to the answer has to know of that.
    await nextTurn();
    await nextTurn();
    if (isClosed) return;
    isAsking = false;
    lane.take(drained.events, drained.upTo);
    // A source that takes long to answer has much to do: asking it more often would only slow it down. But one that was
    // stuck may have ended since, and what comes after that waits for it to say so.
    const took = Math.min(performance.now() - began, slowly);
    const rest = isNudged ? soon : restFor(drained.events.length);
    isNudged = false;
    if (rest !== null) schedule(rest === slowly ? rest : Math.max(rest, took));
  };

  const withDeadline = async <Value>(answer: Promise<Value>): Promise<Value> => {
    const late = setTimeout(lane.late, deadline);
    try {
      return await answer;
    } finally {
      clearTimeout(late);
    }
  };

  const end = () => {
    if (isClosed) return;
    isClosed = true;
    onEnded();
    lane.leave();
  };

  const begin = async () => {
    try {
      source = await withDeadline(Promise.resolve(given));
    } catch {
      return end();
    }
    isAsking = false;
    if (!isClosed) schedule(0);
  };
  void begin();

  return {
    nudge: () => {
      isNudged = isAsking;
      schedule(soon);
    },
    giveUpUnlessHere: () => {
      if (source === null) end();
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
