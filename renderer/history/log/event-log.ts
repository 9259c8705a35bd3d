import type { Horizon, LogEvent, LogMessage } from '../../../server/contract/events/events.ts';
import { storedKey } from '../../../server/contract/events/stored-key.ts';
import { createWorld, fold, type LabState, type World } from '../../../server/log/world.ts';
import { type BrowserIndex, extendBrowsers, forgetBrowsers, seedBrowsers } from './browser-index.ts';
import { type AtSeq, forgetBefore, lastAtOrBefore } from './by-seq.ts';
import { createLaneIndex, extendLanes, forgetLanes, type LaneIndex, passLanes } from './lane-index.ts';
import {
  createSessionIndex,
  extendSessions,
  forgetSessions,
  passSessions,
  type SessionIndex,
  seedSessions,
} from './session-index.ts';

/** Where one looks: an event's seq, or whatever is newest. */
export type Cursor = number | 'live';

/** The lab from that event on. */
export type LabMoment = LabState & AtSeq;

/**
 * One log with its indices, which are views over the one world that its events are folded into. It grows in place, so that a batch costs what the batch holds: who needs to know that it
 * grew looks at `revision`. What is older than `first` is forgotten, in lumps.
 */
export type EventLog = {
  readonly epoch: number;
  /** The real clock at µs 0, in ms since 1970. */
  readonly startedAt: number;
  revision: number;
  first: number;
  horizon: Horizon | null;
  /** What is true after the newest event. */
  world: World;
  readonly events: LogEvent[];
  readonly lanes: LaneIndex;
  readonly sessions: SessionIndex;
  readonly browsers: BrowserIndex;
  readonly lab: LabMoment[];
  /** Events that hold a verdict. */
  readonly decisions: AtSeq[];
};

/** Of a log that was made before the app told of its own. */
export const noEpoch = -1;

export const createLog = (epoch = noEpoch, startedAt = 0): EventLog => ({
  epoch,
  startedAt,
  revision: 0,
  first: 0,
  horizon: null,
  world: createWorld(),
  events: [],
  lanes: createLaneIndex(),
  sessions: createSessionIndex(),
  browsers: new Map(),
  lab: [],
  decisions: [],
});

/**
 * Takes a message in: the same log, grown; or a new one when its epoch is another, or when events between were dropped
 * before they came here: then what is known ends, and the message's horizon tells how it goes on.
 */
export function receive(log: EventLog, message: LogMessage): EventLog {
  const isNext = message.epoch === log.epoch && message.first <= lastSeqOf(log) + 1;
  const grown = isNext ? log : createLog(message.epoch, message.startedAt);
  const last = lastSeqOf(grown);
  if (message.horizon) takeHorizon(grown, message, message.horizon);
  for (const event of message.events) if (event.seq > last) take(grown, event);
  if (message.first > grown.first) forget(grown, message.first);
  grown.revision++;
  return grown;
}

const lastSeqOf = (log: EventLog): number => log.events.at(-1)?.seq ?? -1;

/** Where there are several stores, a session is known by its ID and whose store it is in. */
const placed = (event: LogEvent): LogEvent =>
  'place' in event && event.place !== undefined && 'sid' in event && event.sid !== null
    ? Object.assign({ ...event }, { sid: storedKey(event.sid, event.place) })
    : event;

const isDecision = (event: LogEvent): boolean =>
  event.type === 'verdict' ||
  (event.type === 'jar' && event.verdicts.length > 0) ||
  (event.type === 'sent' && event.withheld.length > 0);

function take(log: EventLog, event: LogEvent): void {
  const { world } = log;
  const { lab } = world;
  const changes = fold(world, event);
  const shown = placed(event);
  log.events.push(shown);
  if (isDecision(event)) log.decisions.push({ seq: event.seq });
  extendLanes(log.lanes, shown);
  extendSessions(log.sessions, shown, changes, world);
  extendBrowsers(log.browsers, event, world);
  if (world.lab !== lab) log.lab.push({ ...world.lab, seq: event.seq });
}

function takeHorizon(log: EventLog, message: LogMessage, horizon: Horizon): void {
  log.horizon = horizon;
  if (log.events.length > 0 || log.lab.length > 0) return;
  log.world = createWorld(horizon);
  const at = message.events[0]?.at ?? 0;
  const seq = message.first - 1;
  seedBrowsers(log.browsers, log.world, seq, at);
  seedSessions(log.sessions, log.world, seq, at);
  log.lab.push({ ...log.world.lab, seq });
}

function forget(log: EventLog, first: number): void {
  log.first = first;
  passLanes(log.lanes, first);
  passSessions(log.sessions, first);
  const stale = lastAtOrBefore(log.events, first - 1) + 1;
  // Arrays are shortened only when half of them is stale: dropping n events then costs O(n) over time.
  if (stale * 2 < log.events.length) return;
  log.events.splice(0, stale);
  forgetLanes(log.lanes);
  forgetSessions(log.sessions, first);
  forgetBrowsers(log.browsers, first);
  forgetBefore(log.lab, first);
  log.decisions.splice(0, lastAtOrBefore(log.decisions, first - 1) + 1);
}
