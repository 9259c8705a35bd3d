import { z } from 'zod';
import { createAnswerDeadline } from './answer-deadline.ts';
import { createDeferred } from './deferred.ts';
import type { Crash, Host, ThreadEnd, WatchLimits } from './host.ts';
import { type AnswerSchemas, createRpc, type Notices, type Rpc } from './rpc.ts';

/** What every thread tells, beside what is its own. */
export type Crashes = { crashed: Crash };

const crashSchema: z.ZodType<Crash> = z.object({ message: z.string(), request: z.string().nullable() });

export type ThreadLimits = WatchLimits & {
  /** ms of its own life in which it has to read what it is sent; 15,000 by default. */
  answerWithin?: number | undefined;
};

const defaultAnswerWithin = 15_000;

export type ThreadSettings<Calls, Told> = ThreadLimits & {
  host: Host;
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

/** Watches over a thread. */
export function watchThread<Calls, Told extends Crashes>(
  settings: ThreadSettings<Calls, Told>,
): Thread<Calls> {
  const { host, answers, notices, errorOf } = settings;
  const { answerWithin = defaultAnswerWithin, hasLongCalls = false } = settings;
  const ended = createDeferred<ThreadEnd>();
  let isOver = false;

  const stop = async (reason: Error) => {
    if (isOver) return;
    isOver = true;
    deadline.stop();
    await host.terminate();
    rpc.end(reason);
  };
  const end = async (how: ThreadEnd) => {
    if (isOver) return;
    await stop(errorOf(how));
    ended.resolve(how);
  };

  const crashed = { schema: crashSchema, take: (crash: Crash) => void end({ reason: 'crashed', ...crash }) };
  const rpc = createRpc<Calls, Crashes>(host, {
    answers,
    notices: { ...notices, crashed },
    onGarbled: (what) => void end({ reason: 'garbled', what }),
  });
  const deadline = createAnswerDeadline({
    rpc,
    beats: () => host.life().beats,
    answerWithin,
    callsWithin: hasLongCalls ? null : answerWithin,
    onLate: (ms) => void end({ reason: 'no-answer', ms }),
  });
  host.watch(settings, (how) => void end(how));

  return {
    ask: (name, args, signal) => deadline.watch(rpc.ask(name, args, signal)),
    idle: rpc.idle,
    ended: ended.promise,
    isOver: () => isOver,
    silentFor: () => host.life().silent,
    stop,
  };
}
