import { type TrackedEnvelope, tracked } from '@trpc/server';
import type { LogMessage } from '../contract/events/events.ts';
import type { Playground } from '../playground/playground.ts';

/** Events in one message at most, so that a long log comes in parts that a page can take in between two frames. */
export const maxEventsInMessage = 2000;

/** The log after `lastEventId`, then what follows. Each message's id is where a reconnecting client goes on. */
export async function* eventStream(
  playground: Pick<Playground, 'messages'>,
  lastEventId: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<TrackedEnvelope<LogMessage>> {
  let at = parseLogPosition(lastEventId);
  for await (const message of playground.messages(at, signal)) {
    for (const part of inParts(message)) {
      const seq = part.events.at(-1)?.seq ?? (part.epoch === at.epoch ? at.seq : -1);
      at = { epoch: part.epoch, seq };
      yield tracked(`${at.epoch}:${at.seq}`, part);
    }
  }
}

function inParts(message: LogMessage): LogMessage[] {
  const { events } = message;
  const parts: LogMessage[] = [{ ...message, events: events.slice(0, maxEventsInMessage) }];
  for (let from = maxEventsInMessage; from < events.length; from += maxEventsInMessage) {
    parts.push({ ...message, horizon: null, events: events.slice(from, from + maxEventsInMessage) });
  }
  return parts;
}

/** `epoch:seq` as it is sent; anything else means from the beginning. */
export function parseLogPosition(id: string | undefined): { epoch: number; seq: number } {
  const [, epoch, seq] = /^(\d{1,15}):(-1|\d{1,15})$/.exec(id ?? '') ?? [];
  return epoch === undefined || seq === undefined
    ? { epoch: -1, seq: -1 }
    : { epoch: Number(epoch), seq: Number(seq) };
}
