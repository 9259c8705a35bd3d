import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../../contract/message-of.ts';
import type { Lab, LabEnd } from '../../lab/lab.ts';
import { createNotifier } from '../../threads/notifier.ts';
import { ProblemError } from '../../words/problems.ts';

export type LabKeeperSettings = {
  create(port: number): Promise<Lab>;
  onStarted(lab: Lab): void;
  onEnded(end: LabEnd): void;
  /** The lab ended that many times in a row soon after its start. */
  onEndedAgain(times: number): void;
  onStartFailed(message: string): void;
};

/** Sees to it that a lab runs: one that ends by itself is followed by a fresh one at the same address. */
export type LabKeeper = {
  /** The lab that runs, or null while there is none. */
  current(): Lab | null;
  /** Whether none runs, and the last one that was to could not be started. */
  isFailing(): boolean;
  /** Settles when one runs; rejects when the signal is aborted. */
  next(signal: AbortSignal): Promise<Lab>;
  /** Starts one, in place of the present one where there is one. Rejects when it cannot be started. */
  start(): Promise<Lab>;
  /** Starts one as soon as that can be done. */
  startSometime(): void;
  stop(): Promise<void>;
  /** Stops it for good. */
  close(): Promise<void>;
};

/** ms within which an end counts as one soon after the start. */
const soonAfterStart = 2000;
/** ms between attempts to start. */
const pause = 100;
const longestPause = 2000;

export function createLabKeeper(settings: LabKeeperSettings): LabKeeper {
  const notifier = createNotifier();
  let lab: Lab | null = null;
  let port = 0;
  let quickEnds = 0;
  let isClosed = false;
  let isFailing = false;
  /** Each start or stop is a new turn: what an older one left running gives up. */
  let turn = new AbortController();

  const adopt = (started: Lab): Lab => {
    lab = started;
    isFailing = false;
    port = started.port;
    const startedAt = performance.now();
    settings.onStarted(started);
    notifier.notify();
    void started.ended.then((end) => {
      if (lab !== started) return;
      lab = null;
      quickEnds = performance.now() - startedAt < soonAfterStart ? quickEnds + 1 : 0;
      settings.onEnded(end);
      if (quickEnds > 0) settings.onEndedAgain(quickEnds);
      void restart(turn.signal);
    });
    return started;
  };

  const restart = async (signal: AbortSignal) => {
    for (let attempt = 0; !signal.aborted; attempt++) {
      const rest = Math.min(longestPause, pause * (attempt + Math.max(0, quickEnds - 1)));
      if (rest > 0) await delay(rest, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      try {
        // Its port may have been taken meanwhile, so every other attempt is content with any.
        const started = await settings.create(attempt % 2 === 0 ? port : 0);
        if (!signal.aborted) return void adopt(started);
        await started.close();
      } catch (error) {
        isFailing = true;
        settings.onStartFailed(messageOf(error));
      }
    }
  };

  const stop = async () => {
    turn.abort();
    // Once closed no turn begins, also for those who find their lab gone and would start another.
    if (!isClosed) turn = new AbortController();
    const stopped = lab;
    lab = null;
    await stopped?.close();
  };

  return {
    current: () => lab,
    isFailing: () => lab === null && isFailing,
    next: async (signal) => {
      while (!lab) {
        signal.throwIfAborted();
        await notifier.next(signal);
      }
      return lab;
    },
    start: async () => {
      await stop();
      if (isClosed) throw new Error('The playground is closed.');
      quickEnds = 0;
      const { signal } = turn;
      const started = await settings.create(port).catch((error: unknown) => {
        // What is refused is refused at any port.
        if (error instanceof ProblemError) throw error;
        return settings.create(0);
      });
      if (signal.aborted) {
        await started.close();
        throw new Error('The lab was stopped while it started.');
      }
      return adopt(started);
    },
    startSometime: () => void restart(turn.signal),
    stop,
    close: () => {
      isClosed = true;
      return stop();
    },
  };
}
