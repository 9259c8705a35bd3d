import type { IncomingMessage } from 'node:http';
import type { Express, RequestHandler } from 'express';
import session from 'express-session';
import { createGenerators, type Generators } from '../app/genid.ts';
import { type AppFor, builtInApp } from '../app/lab-app.ts';
import { createWork } from '../app/work.ts';
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
  build(config: LabConfig, uses: StoreUses, handler: RequestHandler | null): Promise<Instance[]>;
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
  /** The app that runs; the built-in one unless another is given. */
  appFor?: AppFor | undefined;
  /** Session IDs that exist already. */
  taken: readonly string[];
};

export function createInstances(settings: InstancesSettings): Instances {
  const { now, requestId, onEvent, onError, taken, appFor = builtInApp } = settings;
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

  const buildOne = async (
    config: LabConfig,
    place: LabPlace | undefined,
    use: StoreUse,
    handler: RequestHandler | null,
  ): Promise<Instance> => {
    const isOnly = place === undefined || place === '1';
    // Each instance counts for itself, as processes do.
    const own = remembered(generators, place, () => createGenerators(isOnly ? taken : []));
    const genid = own[config.options.genid];
    const app = appFor({ config: place === 'second' ? asSecond(config) : config, handler, onError });
    const { made, stopListening } = await use.listened(() =>
      app({
        session: observedAt(use.place),
        store: use.labStore.store,
        work: createWork(markWork),
        ...(genid && { genid }),
      }),
    );
    return { app: made, use, stopListening };
  };

  return {
    build: async (config, uses, handler) => {
      const built: Instance[] = [];
      // One after the other: each takes note of the listeners that it adds to a store they may share.
      for (const place of appPlaces(config)) {
        const use = uses.get(place) ?? uses.get(undefined);
        if (use === undefined) throw new Error(`There is no store for ${place}.`);
        built.push(await buildOne(config, place, use, handler));
      }
      return built;
    },
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
