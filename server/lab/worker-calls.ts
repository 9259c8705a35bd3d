import { EventEmitter, once } from 'node:events';
import type { Answers, Asked, Command } from './worker-protocol.ts';

/** Commands to a worker, each with its answer. Every one settles, also when the worker is gone. */
export type WorkerCalls = {
  ask<Type extends Command['type']>(command: Extract<Command, { type: Type }>): Promise<Answers[Type]>;
  answered(call: number, answer: Answers[keyof Answers]): void;
  failed(call: number, message: string): void;
  /** From here on every command fails, those that wait for an answer as well. */
  end(message: string): void;
};

export function createWorkerCalls(send: (message: Asked) => void): WorkerCalls {
  const answers = new EventEmitter();
  const waiting = new Set<number>();
  let calls = 0;
  let gone: string | null = null;

  const settle = (call: number, ...answer: [unknown] | [null, string]) => {
    if (waiting.delete(call)) answers.emit(String(call), ...answer);
  };

  return {
    ask: async (command) => {
      if (gone !== null) throw new Error(gone);
      const call = ++calls;
      waiting.add(call);
      const answered = once(answers, String(call));
      send({ call, command });
      const [answer, failure] = await answered;
      if (failure !== undefined) throw new Error(failure);
      return answer;
    },
    answered: (call, answer) => settle(call, answer),
    failed: (call, message) => settle(call, null, message),
    end: (message) => {
      gone = message;
      for (const call of [...waiting]) settle(call, null, message);
    },
  };
}
