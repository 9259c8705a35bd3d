import type { LabPlace } from '../contract/endpoints.ts';
import type { BrowserInfo, Horizon, JarCookie, LabStatus, LogEvent } from '../contract/events/events.ts';
import { storedKey } from '../contract/events/stored-key.ts';
import { type Faults, noFaults } from '../contract/faults/faults.ts';
import { keepsStoreOf, type LabConfig, storePlaces, type Versions } from '../contract/options/lab-config.ts';
import { createUnderWay, foldRequest, labGone, replaceStores, type UnderWay } from './under-way.ts';

/**
 * The one fold of events into what is true. The log's horizon, the scenarios' replay, the look at a race and the page's
 * histories are views over it: nothing else decides from an event what is stored. No Node in here: the page folds too.
 */

/** A stored session. `seq`: the event at which it became so; -1 for what was there before the log begins. */
export type StoredSession = {
  readonly sid: string;
  /** In whose store, where there are several. */
  readonly place: LabPlace | undefined;
  /** JSON text. */
  readonly session: string;
  readonly version: number;
  readonly seq: number;
};

/** A browser that is there, and its jar. `seq`: the event at which the jar became so. */
export type BrowserState = {
  readonly browser: BrowserInfo;
  readonly cookies: readonly JarCookie[];
  readonly seq: number;
};

/** The lab, another object each time that something about it changes. */
export type LabState = {
  readonly status: LabStatus;
  readonly url: string | null;
  readonly versions: Versions | null;
  /** null while nothing was told of it. */
  readonly config: LabConfig | null;
  readonly handler: string | null;
  /** ms that its clock is ahead of the real one. */
  readonly clock: number;
  readonly faults: Faults;
  /** Stores that said 'disconnect' and not 'connect' since, by whose they are; null for the only or shared one. */
  readonly disconnected: ReadonlyArray<LabPlace | null>;
};

export type World = {
  lab: LabState;
  /** By `storedKey`. */
  readonly sessions: Map<string, StoredSession>;
  /** The keys of each store's sessions. */
  readonly stores: Map<LabPlace | undefined, Set<string>>;
  /** The event that last changed which sessions are stored, or what is in them. */
  storeSeq: number;
  readonly browsers: Map<string, BrowserState>;
  readonly underWay: UnderWay;
};

/**
 * What an event did to a stored session: a side is undefined where nothing is stored. A write and a touch are told even
 * where they leave the session as it was.
 */
export type StoreChange = {
  readonly key: string;
  readonly before: StoredSession | undefined;
  readonly after: StoredSession | undefined;
};

export const unknownLab: LabState = {
  status: { type: 'unknown' },
  url: null,
  versions: null,
  config: null,
  handler: null,
  clock: 0,
  faults: noFaults,
  disconnected: [],
};

/** What is true before the first event: what the horizon says, or as much of it as is known. */
export function createWorld(horizon: Partial<Horizon> | null = null): World {
  const { lab, config = null, handler = null, clock = 0, faults = noFaults } = horizon ?? {};
  const world: World = {
    lab: { ...unknownLab, ...lab, config, handler, clock, faults },
    sessions: new Map(),
    stores: new Map(),
    storeSeq: -1,
    browsers: new Map(),
    underWay: createUnderWay(horizon?.requests),
  };
  for (const { browser, cookies } of horizon?.browsers ?? []) {
    world.browsers.set(browser.name, { browser, cookies, seq: -1 });
  }
  for (const { sid, session, version, place } of horizon?.sessions ?? []) {
    put(world, { sid, place, session, version, seq: -1 });
  }
  return world;
}

const nothing: readonly StoreChange[] = [];

/** Events of these types change nothing in a world: where many are folded, they need not be looked into. */
export const leavesNoTrace: ReadonlySet<LogEvent['type']> = new Set([
  'verdict',
  'session',
  'changed',
  'store-called',
  'work',
  'headers',
  'error',
  'printed',
  'answered',
  'anomaly',
  'process',
  'identified',
  'content',
]);

/** Takes one event into the world, in place, and returns what it did to the stored sessions. O(1) over time. */
export function fold(world: World, event: LogEvent): readonly StoreChange[] {
  switch (event.type) {
    case 'store-answered':
      return foldAnswer(world, event);
    case 'store-outside':
      return foldOutside(world, event);
    case 'lab-started': {
      const { url, versions, config, handler } = event;
      labGone(world.underWay);
      changeLab(world, {
        status: { type: 'running' },
        url,
        versions,
        config,
        handler,
        ...freshConnection(world),
      });
      world.storeSeq = event.seq;
      return emptyStores(world, event.seq, [...world.stores.keys()]);
    }
    case 'lab-configured':
      return foldConfigured(world, event);
    case 'lab-restarted':
      return foldRestarted(world, event);
    case 'lab-stopped': {
      const { reason, message } = event;
      labGone(world.underWay);
      changeLab(world, { status: { type: 'stopped', reason, message } });
      return nothing;
    }
    case 'faults':
      changeLab(world, { faults: event.faults });
      return nothing;
    case 'clock':
      changeLab(world, { clock: event.offset });
      return nothing;
    case 'store-connection': {
      const place = event.place ?? null;
      const others = world.lab.disconnected.filter((one) => one !== place);
      changeLab(world, { disconnected: event.connected ? others : [...others, place] });
      return nothing;
    }
    case 'browser-added':
      world.browsers.set(event.browser.name, { browser: event.browser, cookies: [], seq: event.seq });
      return nothing;
    case 'browser-removed':
      world.browsers.delete(event.browser);
      return nothing;
    case 'jar': {
      const { browser = { name: event.browser, hue: 0 } } = world.browsers.get(event.browser) ?? {};
      world.browsers.set(event.browser, { browser, cookies: event.cookies, seq: event.seq });
      return nothing;
    }
    default:
      foldRequest(world.underWay, event);
      return nothing;
  }
}

const changeLab = (world: World, change: Partial<LabState>): void => {
  world.lab = { ...world.lab, ...change };
};

/** New stores are connected, unless they are kept from it: then they have said so before the lab told of them. */
const freshConnection = ({ lab }: World): Partial<LabState> =>
  lab.faults.store.connected ? { disconnected: [] } : {};

function foldConfigured(
  world: World,
  { config, storeKept, handler, lost = [], seq }: LogEvent & { type: 'lab-configured' },
): readonly StoreChange[] {
  const places = new Set(storePlaces(config));
  const gone = [...world.stores.keys()].filter((place) => !storeKept || !places.has(place));
  const disconnected = world.lab.disconnected.filter((place) => places.has(place ?? undefined));
  const connection = storeKept ? { disconnected } : freshConnection(world);
  const before = world.lab.config ?? config;
  changeLab(world, { status: { type: 'running' }, config, handler, ...connection });
  // A request that was under way goes on with the store that it began with, which is the lab's no more.
  replaceStores(world.underWay, (place) => !storeKept || !keepsStoreOf(place, before, config));
  const changes = [...emptyStores(world, seq, gone), ...removeEach(world, seq, lost)];
  if (!storeKept) world.storeSeq = seq;
  return changes;
}

/** What was under way where it was has been answered or cut by then, and each of them told so. */
function foldRestarted(
  world: World,
  { config, instance, emptied, seq }: LogEvent & { type: 'lab-restarted' },
): readonly StoreChange[] {
  const fresh = instance === null ? storePlaces(config) : emptied.map((place) => place ?? undefined);
  const isFresh = (place: LabPlace | null) => fresh.includes(place ?? undefined);
  const disconnected = world.lab.faults.store.connected
    ? world.lab.disconnected.filter((place) => !isFresh(place))
    : world.lab.disconnected;
  changeLab(world, { status: { type: 'running' }, config, disconnected });
  if (emptied.length > 0) world.storeSeq = seq;
  return emptyStores(
    world,
    seq,
    emptied.map((place) => place ?? undefined),
  );
}

function foldAnswer(world: World, event: LogEvent & { type: 'store-answered' }): readonly StoreChange[] {
  const { sid, place, operation, after: session, version, seq, request } = event;
  if (event.error !== null) return nothing;
  if (request !== null && world.underWay.get(request)?.lab === 'replaced') return nothing;
  const cleared = operation === 'clear' ? emptyStores(world, seq, [place]) : nothing;
  if (sid === null) return cleared;
  const key = storedKey(sid, place);
  const before = world.sessions.get(key);
  if (session === null) {
    if (before === undefined) return cleared;
    remove(world, key, before, seq);
    return [...cleared, { key, before, after: undefined }];
  }
  if (before?.session === session && (version === null || before.version === version)) {
    return operation === 'set' || operation === 'touch' ? [{ key, before, after: before }] : cleared;
  }
  const after = { sid, place, session, version: version ?? before?.version ?? 0, seq };
  put(world, after);
  world.storeSeq = seq;
  return [...cleared, { key, before, after }];
}

/** It is told even where it leaves the session's text as it was: its expiry is another one then. */
function foldOutside(world: World, event: LogEvent & { type: 'store-outside' }): readonly StoreChange[] {
  const { sid, place, session, version, seq } = event;
  const key = storedKey(sid, place);
  const before = world.sessions.get(key);
  if (session === null) return removeEach(world, seq, [key]);
  const after = { sid, place, session, version: version ?? before?.version ?? 0, seq };
  put(world, after);
  world.storeSeq = seq;
  return [{ key, before, after }];
}

function put(world: World, stored: StoredSession): void {
  const key = storedKey(stored.sid, stored.place);
  world.sessions.set(key, stored);
  const keys = world.stores.get(stored.place);
  if (keys) keys.add(key);
  else world.stores.set(stored.place, new Set([key]));
}

function remove(world: World, key: string, { place }: StoredSession, seq: number): void {
  world.sessions.delete(key);
  world.stores.get(place)?.delete(key);
  world.storeSeq = seq;
}

/** These stores are empty, or gone. */
const emptyStores = (
  world: World,
  seq: number,
  places: ReadonlyArray<LabPlace | undefined>,
): readonly StoreChange[] =>
  places.flatMap((place) => removeEach(world, seq, [...(world.stores.get(place) ?? [])]));

function removeEach(world: World, seq: number, keys: readonly string[]): StoreChange[] {
  return keys.flatMap((key) => {
    const before = world.sessions.get(key);
    if (before === undefined) return [];
    remove(world, key, before, seq);
    return [{ key, before, after: undefined }];
  });
}
