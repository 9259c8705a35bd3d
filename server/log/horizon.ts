import type { EventBody, Horizon, LogEvent } from '../contract/events/events.ts';
import { fromStoredKey } from '../contract/events/stored-key.ts';
import { isFaulty } from '../contract/faults/faults.ts';
import type { LabConfig } from '../contract/options/lab-config.ts';
import type { TimedEvent } from './timed-event.ts';
import { createWorld, fold, type World } from './world.ts';

/** What the events that are cut off leave behind; `config` where none of them told of the lab. */
export function horizonOf(
  { lab, sessions, browsers, underWay }: World,
  config: LabConfig,
  dropped: { requests: number; events: number; sessions?: number },
): Horizon {
  const { status, url, versions, handler, clock, faults, disconnected } = lab;
  return {
    droppedRequests: dropped.requests,
    droppedEvents: dropped.events,
    lab: { status, url, versions, disconnected },
    config: lab.config ?? config,
    handler,
    clock,
    browsers: [...browsers.values()].map(({ browser, cookies }) => ({ browser, cookies })),
    sessions: [...sessions.values()].map(({ sid, session, version, place }) => ({
      sid,
      session,
      version,
      ...(place === undefined ? {} : { place }),
    })),
    requests: [...underWay].map(([request, { browser, lab: inLab, place }]) => ({
      request,
      browser,
      lab: inLab,
      ...(place === undefined ? {} : { place }),
    })),
    ...(dropped.sessions ? { droppedSessions: dropped.sessions } : {}),
    ...(isFaulty(faults) ? { faults } : {}),
  };
}

/** Leaves the sessions out that were written longest ago, where all of them are larger than that; says how many. */
export function leaveOutOldest(world: World, maxBytes: number): number {
  let bytes = 0;
  for (const [key, { session }] of world.sessions) bytes += key.length + session.length;
  if (bytes <= maxBytes) return 0;
  const oldest = [...world.sessions].sort(([, one], [, other]) => one.seq - other.seq);
  let count = 0;
  for (const [key, { session, place }] of oldest) {
    if (bytes <= maxBytes) break;
    bytes -= key.length + session.length;
    world.sessions.delete(key);
    world.stores.get(place)?.delete(key);
    count += 1;
  }
  return count;
}

/**
 * Events carried over a cut say what was true early; a later event that was cut off may have said otherwise. These
 * events state the truth at the cut again, where it differs, so that a fold over `horizon` and the carried events ends
 * in `truth`.
 */
export function restatements(
  carried: readonly LogEvent[],
  horizon: Horizon,
  truth: World,
  at: number,
): TimedEvent[] {
  const folded = createWorld(horizon);
  const [jars, keys, requests] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const event of carried) {
    for (const { key } of fold(folded, event)) keys.add(key);
    if (event.type === 'jar') jars.add(event.browser);
    if (event.type === 'arrived') requests.add(event.request);
  }
  const said = [
    ...[...jars].flatMap((name) => restateJar(name, folded, truth)),
    ...[...keys].flatMap((key) => restateSession(key, folded, truth)),
    ...[...requests].flatMap((request) => restateRequest(request, folded, truth)),
  ];
  return said.map((event) => ({ ...event, at }));
}

function restateJar(browser: string, folded: World, truth: World): EventBody[] {
  const cookies = truth.browsers.get(browser)?.cookies;
  if (cookies === undefined) return [{ type: 'browser-removed', browser }];
  if (folded.browsers.get(browser)?.cookies === cookies) return [];
  return [{ type: 'jar', browser, request: null, verdicts: [], cookies: [...cookies] }];
}

function restateSession(key: string, folded: World, truth: World): EventBody[] {
  const [seen, stored] = [folded.sessions.get(key), truth.sessions.get(key)];
  if (seen?.session === stored?.session && seen?.version === stored?.version) return [];
  return [
    {
      type: 'store-answered',
      request: null,
      call: -1,
      operation: stored ? 'set' : 'destroy',
      ...fromStoredKey(key),
      found: null,
      after: stored?.session ?? null,
      version: stored?.version ?? null,
      error: null,
    },
  ];
}

/** Where the lab itself has ended, nobody said so of each request in it. */
const restateRequest = (request: string, folded: World, truth: World): EventBody[] =>
  folded.underWay.get(request)?.lab && !truth.underWay.get(request)?.lab
    ? [{ type: 'aborted', request }]
    : [];
