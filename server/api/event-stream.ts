import { type TrackedEnvelope, tracked } from '@trpc/server';
import type { LogMessageText } from '../contract/events/events.ts';
import type { Playground } from '../playground/playground.ts';

/** The log after `lastEventId`, then what follows. Each message's id is where a reconnecting client goes on. */
export async function* eventStream(
  playground: Playground,
  lastEventId: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<TrackedEnvelope<LogMessageText>> {
  for await (const { seq, message } of playground.messages(parseLogPosition(lastEventId), signal)) {
    yield tracked(`${message.epoch}:${seq}`, message);
  }
}

/** `epoch:seq` as it is sent; anything else means from the beginning. */
export function parseLogPosition(id: string | undefined): { epoch: number; seq: number } {
  const [, epoch, seq] = /^(\d{1,15}):(-1|\d{1,15})$/.exec(id ?? '') ?? [];
  return epoch === undefined || seq === undefined
    ? { epoch: -1, seq: -1 }
    : { epoch: Number(epoch), seq: Number(seq) };
}
