import type { EventBody, Horizon, LogEvent, LogMessage } from '../../contract/events/events.ts';
import type { RaceSpec } from '../../contract/races/races.ts';
import { createWorld, fold } from '../../log/world.ts';
import type { InitialState } from '../initial-state.ts';
import { createRestater } from './restate.ts';

/** µs from one step to the next. */
const stepTime = 10_000;

/** The log of a look, written as it goes; its horizon is what was true when the race began. */
export type LookLog = {
  emit(event: EventBody): void;
  /** µs; every step ends one step's time after the one before. */
  now(): number;
  /** The next step begins. */
  advance(): void;
  /** seq of the newest event. */
  last(): number;
  message(): LogMessage;
};

export function createLookLog(initialState: InitialState, { handler, browsers }: RaceSpec): LookLog {
  const events: LogEvent[] = [];
  let now = 0;
  const horizon: Horizon = {
    droppedRequests: initialState.requests,
    droppedEvents: 0,
    config: initialState.config,
    handler,
    clock: 0,
    browsers: browsers.map((name, hue) => ({
      browser: { name, hue },
      cookies: [...(initialState.jars[name] ?? [])],
    })),
    sessions: Object.entries(initialState.sessions).map(([sid, session]) => ({ sid, session, version: 1 })),
  };
  const world = createWorld(horizon);
  const restate = createRestater(world);
  return {
    emit: (event) => {
      const logged = { ...restate(event), at: now, seq: events.length };
      fold(world, logged);
      events.push(logged);
    },
    now: () => now,
    advance: () => {
      now += stepTime;
    },
    last: () => events.length - 1,
    message: () => ({ epoch: 1, startedAt: initialState.now, first: 0, horizon, events }),
  };
}
