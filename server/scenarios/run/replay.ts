import type { Horizon, LogEvent } from '../../contract/events/events.ts';
import { defaultLabConfig, type LabConfig } from '../../contract/options/lab-config.ts';
import { createWorld, fold, type World } from '../../log/world.ts';

export type { StoredSession } from '../../log/world.ts';

/** What a log says was true at its end, and what happened until then. */
export type Replayed = Pick<World, 'sessions' | 'storeSeq'> & {
  config: LabConfig;
  /** ms that the lab's clock is ahead of the browsers'. */
  skew: number;
  jars: World['browsers'];
  /** The events of each request, in their order. */
  requests: Map<string, LogEvent[]>;
  /** Every answer of the stores. */
  operations: Array<LogEvent & { type: 'store-answered' }>;
  /** What the lab printed, and errors that belong to no request. */
  printed: Array<{ text: string; seq: number }>;
  /** The last end that the lab came to by itself. */
  stopped: (LogEvent & { type: 'lab-stopped' }) | null;
  lastSeq: number;
};

/** Folds a log into what is true at its end. */
export function replay(log: { horizon: Horizon | null; events: readonly LogEvent[] }): Replayed {
  const world = createWorld(log.horizon);
  const happened: Pick<Replayed, 'requests' | 'operations' | 'printed' | 'stopped'> = {
    requests: new Map(),
    operations: [],
    printed: [],
    stopped: null,
  };
  for (const event of log.events) {
    fold(world, event);
    note(happened, event);
  }
  return {
    ...happened,
    config: world.lab.config ?? defaultLabConfig(),
    skew: world.lab.faults.clock.skew,
    sessions: world.sessions,
    storeSeq: world.storeSeq,
    jars: world.browsers,
    lastSeq: log.events.at(-1)?.seq ?? -1,
  };
}

function note(
  happened: Pick<Replayed, 'requests' | 'operations' | 'printed' | 'stopped'>,
  event: LogEvent,
): void {
  const { requests, operations, printed } = happened;
  if ('request' in event && event.request !== null) {
    const events = requests.get(event.request);
    if (events === undefined) requests.set(event.request, [event]);
    else events.push(event);
  }
  if (event.type === 'store-answered') operations.push(event);
  else if (event.type === 'lab-stopped') happened.stopped = event;
  else if (event.type === 'printed') printed.push({ text: event.text, seq: event.seq });
  else if (event.type === 'error' && event.request === null) {
    printed.push({ text: event.message, seq: event.seq });
  }
}
