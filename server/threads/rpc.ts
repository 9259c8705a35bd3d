import type { Transferable } from 'node:worker_threads';
import { messageOf } from '../contract/message-of.ts';
import { createDeferred, type Deferred } from './deferred.ts';

/** What a thread can be asked: an interface of functions whose arguments and answers can be cloned. */
type Args<Call> = Call extends (...args: infer Given) => unknown ? Given : never;
type Answer<Call> = Call extends (...args: never) => Promise<infer Value> ? Value : never;

/** The functions as the thread has them: each gets a signal, aborted when whoever asked no longer wants the answer. */
export type Served<Calls> = {
  [Name in keyof Calls]: (
    ...given: [...Args<Calls[Name]>, AbortSignal]
  ) => Answer<Calls[Name]> | Promise<Answer<Calls[Name]>>;
};

/** What a thread tells its host without being asked; nobody answers. */
export type Notices<Told> = { [Name in keyof Told]: (told: Told[Name]) => void };

type ToThread = { call: number; name: string; args: readonly unknown[] } | { abort: number };
type FromThread =
  | { call: number; value: unknown }
  | { call: number; failure: string }
  | { notice: string; told: unknown };

/** One end of a message channel: a worker from outside, or its `parentPort`. */
type Port<Incoming> = {
  postMessage(message: unknown, transfer?: readonly Transferable[]): void;
  on(event: 'message', listener: (message: Incoming) => void): unknown;
};

/** Asks a thread. Every call settles, also when the thread is gone. */
export type Rpc<Calls> = {
  /** Rejects with the signal's reason at once when it is aborted; the thread may need longer to stop. */
  ask<Name extends keyof Calls & string>(
    name: Name,
    args: Args<Calls[Name]>,
    signal?: AbortSignal,
  ): Promise<Answer<Calls[Name]>>;
  /** Settles when the thread works on no call, or has ended. */
  idle(): Promise<void>;
  /** From here on every call fails, those that wait for an answer as well. */
  end(reason: Error): void;
};

export function createRpc<Calls, Told>(port: Port<FromThread>, notices: Notices<Told>): Rpc<Calls> {
  const heard: object = notices;
  const working = new Map<number, Deferred<unknown>>();
  let idle: Array<() => void> = [];
  let calls = 0;
  let gone: Error | null = null;

  const over = (call: number): Deferred<unknown> | undefined => {
    const answer = working.get(call);
    working.delete(call);
    if (working.size > 0) return answer;
    for (const settle of idle) settle();
    idle = [];
    return answer;
  };

  port.on('message', (message: FromThread) => {
    if ('notice' in message) Reflect.get(heard, message.notice)(message.told);
    else if ('failure' in message) over(message.call)?.reject(new Error(message.failure));
    else over(message.call)?.resolve(message.value);
  });

  return {
    ask: async (name, args, signal) => {
      if (gone !== null) throw gone;
      signal?.throwIfAborted();
      const call = ++calls;
      const answer = createDeferred<never>();
      const abort = () => {
        port.postMessage({ abort: call } satisfies ToThread);
        answer.reject(signal?.reason instanceof Error ? signal.reason : new Error('It was cancelled.'));
      };
      port.postMessage({ call, name, args } satisfies ToThread);
      working.set(call, answer);
      signal?.addEventListener('abort', abort);
      return answer.promise.finally(() => signal?.removeEventListener('abort', abort));
    },
    idle: () => (working.size === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))),
    end: (reason) => {
      gone ??= reason;
      for (const call of [...working.keys()]) over(call)?.reject(gone);
    },
  };
}

/** Answers calls, inside of the thread. */
export function serve<Calls>(port: Port<ToThread>, served: Served<Calls>): void {
  const calls: object = served;
  const running = new Map<number, AbortController>();
  const answer = async (call: number, name: string, args: readonly unknown[]): Promise<void> => {
    const controller = new AbortController();
    running.set(call, controller);
    try {
      const value = await Reflect.get(calls, name)(...args, controller.signal);
      port.postMessage({ call, value } satisfies FromThread);
    } catch (error) {
      port.postMessage({ call, failure: messageOf(error) } satisfies FromThread);
    } finally {
      running.delete(call);
    }
  };
  port.on('message', (message: ToThread) => {
    if ('abort' in message) running.get(message.abort)?.abort();
    else void answer(message.call, message.name, message.args);
  });
}

/** Tells the host, from inside of the thread; what is transferred is no longer had here. */
export type Tell<Told> = <Name extends keyof Told & string>(
  notice: Name,
  told: Told[Name],
  transfer?: readonly Transferable[],
) => void;

export const noticeSender =
  <Told>(port: Pick<Port<never>, 'postMessage'>): Tell<Told> =>
  (notice, told, transfer) =>
    port.postMessage({ notice, told } satisfies FromThread, transfer);
