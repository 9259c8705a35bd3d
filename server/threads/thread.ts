import { setTimeout as wait } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { createAnswerDeadline } from './answer-deadline.ts';
import { createDeferred } from './deferred.ts';
import { type AnswerSchemas, createRpc, type Notices, type Rpc } from './rpc.ts';
import { createWatchdog } from './watchdog.ts';

/** How a thread came to its end, as far as that can be seen from outside. */
export type ThreadEnd =
  | { reason: 'unresponsive'; ms: number }
  | ({ reason: 'crashed' } & Crash)
  | { reason: 'exited'; code: number }
  | { reason: 'out-of-memory'; limit: number }
  /** It sent what does not fit what it may send. */
  | { reason: 'garbled'; what: string }
  /** It showed signs of life, and did not answer. */
  | { reason: 'no-answer'; ms: number };

/** Code threw where nothing catches it. `request`: the one whose code it was, where that is known. */
export type Crash = { message: string; request: string | null };

/** What every thread tells, beside what is its own. */
export type Crashes = { crashed: Crash };

const crashSchema: z.ZodType<Crash> = z.object({ message: z.string(), request: z.string().nullable() });

export type ThreadLimits = {
  /** ms without control after which the thread is ended. */
  unresponsiveAfter: number;
  /** ms of its own life in which it has to read what it is sent; 15,000 by default. */
  answerWithin?: number | undefined;
  /** MB */
  memory: number;
};

const defaultAnswerWithin = 15_000;

export type ThreadSettings<Calls, Told> = ThreadLimits & {
  worker: Worker;
  /** Written by the thread, read by the watchdog: see pulse.ts. */
  pulse: SharedArrayBuffer;
  answers: AnswerSchemas<Calls>;
  notices: Notices<Omit<Told, keyof Crashes>>;
  /** Whether a call may take as long as it needs. */
  hasLongCalls?: boolean;
  /** What calls are rejected with once it has ended so. */
  errorOf(end: ThreadEnd): Error;
};

/** A thread from outside: what it is asked, and how it ends. */
export type Thread<Calls> = Pick<Rpc<Calls>, 'ask' | 'idle'> & {
  /** Settles when the thread has ended by itself, or was ended for what it did; never after `stop`. */
  readonly ended: Promise<ThreadEnd>;
  isOver(): boolean;
  /** ms since it was last seen alive. */
  silentFor(): number;
  /** Ends it; its calls fail with this error. */
  stop(reason: Error): Promise<void>;
};

/** ms that a thread may take to stop; one that is inside a system call cannot be stopped before that returns. */
const longestStop = 1000;

/** Where V8 itself finds the heap full it may end the whole process, so its limit is far above the watchdog's. */
export const heapLimit = (memory: number): number => 4 * memory;

/** Watches over a thread. */
export function watchThread<Calls, Told extends Crashes>(
  settings: ThreadSettings<Calls, Told>,
): Thread<Calls> {
  const { worker, memory, answers, notices, errorOf } = settings;
  const { answerWithin = defaultAnswerWithin, hasLongCalls = false } = settings;
  const ended = createDeferred<ThreadEnd>();
  let isOver = false;

  const stop = async (reason: Error) => {
    if (isOver) return;
    isOver = true;
    watchdog.stop();
    deadline.stop();
    await Promise.race([worker.terminate(), wait(longestStop, undefined, { ref: false })]);
    rpc.end(reason);
  };
  const end = async (how: ThreadEnd) => {
    if (isOver) return;
    await stop(errorOf(how));
    ended.resolve(how);
  };

  const crashed = { schema: crashSchema, take: (crash: Crash) => void end({ reason: 'crashed', ...crash }) };
  const rpc = createRpc<Calls, Crashes>(worker, {
    answers,
    notices: { ...notices, crashed },
    onGarbled: (what) => void end({ reason: 'garbled', what }),
  });
  const deadline = createAnswerDeadline({
    rpc,
    pulse: settings.pulse,
    answerWithin,
    callsWithin: hasLongCalls ? null : answerWithin,
    onLate: (ms) => void end({ reason: 'no-answer', ms }),
  });
  const watchdog = createWatchdog({
    ...settings,
    onUnresponsive: (ms) => void end({ reason: 'unresponsive', ms }),
    onOutOfMemory: () => void end({ reason: 'out-of-memory', limit: memory }),
  });
  worker.on('error', (error: Error & { code?: string }) => {
    const isFull = error?.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const crashed = { reason: 'crashed', message: String(error?.message), request: null } as const;
    void end(isFull ? { reason: 'out-of-memory', limit: memory } : crashed);
  });
  worker.on('exit', (code) => void end({ reason: 'exited', code }));

  return {
    ask: (name, args, signal) => deadline.watch(rpc.ask(name, args, signal)),
    idle: rpc.idle,
    ended: ended.promise,
    isOver: () => isOver,
    silentFor: watchdog.silentFor,
    stop,
  };
}
