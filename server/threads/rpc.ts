import type { Transferable } from 'node:worker_threads';
import type { z } from 'zod';
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

/** What a thread tells its host without being asked; nobody answers. What does not fit the schema is not handed on. */
export type Notices<Told> = {
  [Name in keyof Told]: { schema: z.ZodType<Told[Name]>; take(told: Told[Name]): void };
};

/** What each answer must look like. */
export type AnswerSchemas<Calls> = { [Name in keyof Calls]: z.ZodType<Answer<Calls[Name]>> };

export type RpcSettings<Calls, Told> = {
  answers: AnswerSchemas<Calls>;
  notices: Notices<Told>;
  /** The thread sent something else; foreign code in it may have. It is of no use any more. */
  onGarbled(what: string): void;
};

type ToThread =
  | { call: number; name: string; args: readonly unknown[] }
  | { abort: number }
  | { ping: number };
type FromThread =
  | { call: number; value: unknown }
  | { call: number; failure: string }
  | { notice: string; told: unknown }
  | { pong: number };

/** One end of a message channel: a worker from outside, or its `parentPort`. */
export type Port<Incoming> = {
  postMessage(message: unknown, transfer?: readonly Transferable[]): void;
  on(event: 'message' | 'messageerror', listener: (message: Incoming) => void): unknown;
};

/** Asks a thread. Every call settles, also when the thread is gone. */
export type Rpc<Calls> = {
  /** Rejects with the signal's reason at once when it is aborted; the thread may need longer to stop. */
  ask<Name extends keyof Calls & string>(
    name: Name,
    args: Args<Calls[Name]>,
    signal?: AbortSignal,
  ): Promise<Answer<Calls[Name]>>;
  /** Settles when the thread has read what it was sent so far. */
  ping(): Promise<void>;
  /** Whether the thread works on a call. */
  isWaiting(): boolean;
  /** Settles when the thread works on no call, or has ended. */
  idle(): Promise<void>;
  /** From here on every call fails, those that wait for an answer as well. */
  end(reason: Error): void;
};

export function createRpc<Calls, Told>(
  port: Port<unknown>,
  { answers, notices, onGarbled }: RpcSettings<Calls, Told>,
): Rpc<Calls> {
  const heard: object = notices;
  const schemas: object = answers;
  const working = new Map<number, { name: string; answer: Deferred<unknown> }>();
  let idle: Array<() => void> = [];
  const pings: Array<() => void> = [];
  let calls = 0;
  let gone: Error | null = null;

  const over = (call: number): Deferred<unknown> | undefined => {
    const answer = working.get(call)?.answer;
    working.delete(call);
    if (working.size > 0) return answer;
    for (const settle of idle) settle();
    idle = [];
    return answer;
  };

  /** Says what does not fit, if anything. */
  const take = (message: unknown): string | null => {
    if (typeof message !== 'object' || message === null) return 'a message that is no object';
    const { call, value, failure, notice, told, pong }: Partial<Record<string, unknown>> = { ...message };
    if (typeof pong === 'number') {
      for (const settle of pings.splice(0)) settle();
      return null;
    }
    if (typeof notice === 'string') {
      const row: unknown = Object.hasOwn(heard, notice) ? Reflect.get(heard, notice) : undefined;
      return isRow(row) ? takeFitting(row.schema, told, row.take, notice) : 'a notice of no known name';
    }
    const asked = typeof call === 'number' ? working.get(call) : undefined;
    if (typeof call !== 'number' || asked === undefined) return 'an answer that nobody waits for';
    if (typeof failure === 'string') over(call)?.reject(new Error(failure));
    else if ('failure' in message) return 'a failure without words';
    else {
      const settle = (fitting: unknown) => over(call)?.resolve(fitting);
      return takeFitting(Reflect.get(schemas, asked.name), value, settle, asked.name);
    }
    return null;
  };

  port.on('message', (message) => {
    if (gone !== null) return;
    try {
      const garbled = take(message);
      if (garbled !== null) onGarbled(garbled);
    } catch {
      onGarbled('a message that cannot be taken');
    }
  });
  port.on('messageerror', () => onGarbled('a message that cannot be read'));

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
      working.set(call, { name, answer });
      signal?.addEventListener('abort', abort);
      return answer.promise.finally(() => signal?.removeEventListener('abort', abort));
    },
    ping: () =>
      new Promise((resolve) => {
        pings.push(resolve);
        port.postMessage({ ping: 0 } satisfies ToThread);
      }),
    isWaiting: () => working.size > 0,
    idle: () => (working.size === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))),
    end: (reason) => {
      gone ??= reason;
      for (const call of [...working.keys()]) over(call)?.reject(gone);
    },
  };
}

type Row = { schema: z.ZodType; take(told: unknown): void };
const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null;

function takeFitting(
  schema: z.ZodType,
  value: unknown,
  take: (fitting: unknown) => void,
  name: string,
): string | null {
  const { success, data } = schema.safeParse(value);
  if (!success) return `its ${name} does not fit`;
  take(data);
  return null;
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
    if ('ping' in message) port.postMessage({ pong: message.ping } satisfies FromThread);
    else if ('abort' in message) running.get(message.abort)?.abort();
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
