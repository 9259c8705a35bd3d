import type { IncomingMessage } from 'node:http';
import type { Express, RequestHandler } from 'express';
import session from 'express-session';
import { createGenerators, type Generators } from '../app/genid.ts';
import { createLabApp } from '../app/lab-app.ts';
import type { LabPlace } from '../contract/endpoints.ts';
import type { ObserverEvent } from '../contract/events/events.ts';
import { type LabConfig, storePlaces } from '../contract/options/lab-config.ts';
import { markWork } from '../observer/mark-work.ts';
import { observe } from '../observer/observe.ts';
import type { StoreUse } from './store-use.ts';

/** One running app: an instance of the first, or the second. */
export type Instance = { app: Express; use: StoreUse; stopListening: () => void };

export type Instances = {
  /** The first app's, in their order; then the second app's, if there is one. Throws what Express or express-session throws. */
  build(config: LabConfig, uses: StoreUses, handler: RequestHandler | null): Instance[];
  /** Notes which instance a request goes to, before the instance sees it. */
  note(request: string, place: LabPlace): void;
};

/** The stores of a lab, by whose they are. */
export type StoreUses = ReadonlyMap<LabPlace | undefined, StoreUse>;

export type InstancesSettings = {
  now: () => number;
  requestId: (req: IncomingMessage) => string;
  onEvent: (event: ObserverEvent) => void;
  onError: (error: Error, req: IncomingMessage) => void;
  /** Session IDs that exist already. */
  taken: readonly string[];
};

export function createInstances({ now, requestId, onEvent, onError, taken }: InstancesSettings): Instances {
  const observed = new Map<LabPlace | undefined, typeof session>();
  const generators = new Map<LabPlace | undefined, Generators>();
  const goesTo = new Map<string, LabPlace>();

  /** The instances that share a store are observed as one, or what belongs to no request would be told of each. */
  const observedAt = (place: LabPlace | undefined): typeof session =>
    remembered(observed, place, () =>
      observe(session, { now, requestId, onEvent: place === undefined ? tellShared : tellPlaced(place) }),
    );
  const tellShared = (event: ObserverEvent) => {
    const place = event.type === 'arrived' ? goesTo.get(event.request) : undefined;
    if (place === undefined || event.type !== 'arrived') return onEvent(event);
    goesTo.delete(event.request);
    onEvent(Object.assign(event, { place }));
  };
  const tellPlaced = (place: LabPlace) => (event: ObserverEvent) => {
    if (event.type === 'arrived') goesTo.delete(event.request);
    onEvent(hasPlace(event) ? Object.assign(event, { place }) : event);
  };

  const buildOne = (
    config: LabConfig,
    place: LabPlace | undefined,
    use: StoreUse,
    handler: RequestHandler | null,
  ): Instance => {
    const isOnly = place === undefined || place === '1';
    const { made, stopListening } = use.listened(() =>
      createLabApp({
        config: place === 'second' ? asSecond(config) : config,
        session: observedAt(use.place),
        store: use.labStore.store,
        // Each instance counts for itself, as processes do.
        generators: remembered(generators, place, () => createGenerators(isOnly ? taken : [])),
        handler,
        onWork: markWork,
        onError,
      }),
    );
    return { app: made, use, stopListening };
  };

  return {
    build: (config, uses, handler) =>
      appPlaces(config).map((place) => {
        const use = uses.get(place) ?? uses.get(undefined);
        if (use === undefined) throw new Error(`There is no store for ${place}.`);
        return buildOne(config, place, use, handler);
      }),
    note: (request, place) => goesTo.set(request, place),
  };
}

/** Whose apps a lab has; undefined for the only one. */
function appPlaces(config: LabConfig): Array<LabPlace | undefined> {
  const { instances } = config;
  const first =
    instances === 1 ? [undefined] : storePlaces({ ...config, sharedStore: false, secondApp: null });
  return config.secondApp === null ? first : [...first, 'second'];
}

/** The second app's configuration: the first's, but for what makes it another. */
function asSecond(config: LabConfig): LabConfig {
  const { options, secondApp } = config;
  if (secondApp === null) return config;
  const { name, secret, path } = secondApp;
  return { ...config, options: { ...options, name, secret, cookie: { ...options.cookie, path } } };
}

const placedTypes: ReadonlySet<ObserverEvent['type']> = new Set([
  'arrived',
  'session',
  'changed',
  'store-called',
  'store-answered',
  'store-connection',
]);
const hasPlace = ({ type }: ObserverEvent): boolean => placedTypes.has(type);

function remembered<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
