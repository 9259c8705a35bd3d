import { beatEvery } from './pulse.ts';
import type { Rpc } from './rpc.ts';

export type AnswerDeadlineSettings = {
  rpc: Pick<Rpc<never>, 'ping' | 'isWaiting'>;
  /** How often the thread has beaten. */
  beats: () => number;
  /** ms of a thread's life in which it has to read what it is sent. */
  answerWithin: number;
  /** The same for every call; null where a call may take as long as it needs. */
  callsWithin: number | null;
  onLate: (ms: number) => void;
};

export type AnswerDeadline = {
  /** Waits for the answer to a call. */
  watch<Value>(answer: Promise<Value>): Promise<Value>;
  stop(): void;
};

/** ms between two looks. */
const lookEvery = 250;

/**
 * Notices a thread that lives and does not answer: its port is closed, or what it would answer with was taken from it.
 * Its time is counted by its own beats, so that one that the machine leaves no time, or that is busy, is not held for
 * such a one; see watchdog.ts for those that do not beat.
 */
export function createAnswerDeadline(settings: AnswerDeadlineSettings): AnswerDeadline {
  const { rpc, beats, answerWithin, callsWithin, onLate } = settings;
  const calls = new Set<{ since: number }>();
  let pinged: number | null = null;

  const look = () => {
    const now = beats();
    const isLate = (since: number, within: number) => (now - since) * beatEvery > within;
    if (pinged === null) {
      if (!rpc.isWaiting()) return;
      pinged = now;
      void rpc.ping().then(() => {
        pinged = null;
      });
    } else if (isLate(pinged, answerWithin)) return onLate((now - pinged) * beatEvery);
    if (callsWithin === null) return;
    for (const { since } of calls) if (isLate(since, callsWithin)) return onLate((now - since) * beatEvery);
  };

  const timer = setInterval(look, lookEvery).unref();
  return {
    watch: async (answer) => {
      const call = { since: beats() };
      calls.add(call);
      try {
        return await answer;
      } finally {
        calls.delete(call);
      }
    },
    stop: () => clearInterval(timer),
  };
}
