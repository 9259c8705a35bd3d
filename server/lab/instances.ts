import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import session from 'express-session';
import type { RunnableApp } from '../app/app-under-test.ts';
import { createGenerators, type Generators } from '../app/genid.ts';
import { type AppFor, builtInApp } from '../app/lab-app.ts';
import type { FastifySession } from '../app/user/fastify-app.ts';
import { createWork } from '../app/work.ts';
import type { AppInstance, LabPlace } from '../contract/endpoints.ts';
import type { ObserverEvent } from '../contract/events/events.ts';
import {
  instancesIn,
  type LabConfig,
  optionsOf,
  placeIn,
  storePlaceIn,
} from '../contract/options/lab-config.ts';
import { markWork } from '../observer/mark-work.ts';
import { observe, type SessionExport } from '../observer/observe.ts';
import { keepKilledFrom, Life } from './life.ts';
import type { StoreUse } from './store-use.ts';

/** One running app. */
export type Instance = {
  at: AppInstance;
  app: RunnableApp;
  use: StoreUse;
  life: Life;
  stopListening: () => void;
};

export type Instances = {
  /** These instances, in their order; all there are unless given. Throws what Express or express-session throws. */
  build(
    config: LabConfig,
    uses: StoreUses,
    handler: RequestHandler | null,
    among?: readonly AppInstance[],
  ): Promise<Instance[]>;
  /** Where it counts its sessions itself, it begins again, as a new process does. */
  forget(config: LabConfig, at: AppInstance): void;
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
  const generators = new Map<LabPlace | undefined, Generators>();
  const goesTo = new Map<string, LabPlace>();

  /** The instances that share a store are observed as one, or what belongs to no request would be told of each. */
  const observing = <Session extends SessionExport>() => {
    const observed = new Map<LabPlace | undefined, Map<Session, Session>>();
    return (place: LabPlace | undefined, found: Session): Session =>
      remembered(
        remembered(observed, place, () => new Map<Session, Session>()),
        found,
        () =>
          observe(found, {
            now,
            requestId,
            // Who shows them finds them in what is logged.
            anomalies: false,
            onEvent: place === undefined ? emitShared : emitPlaced(place),
          }),
      );
  };
  const observedAt = observing<typeof session>();
  const observedFastifyAt = observing<FastifySession>();
  const emitShared = (event: ObserverEvent) => {
    const place = event.type === 'arrived' ? goesTo.get(event.request) : undefined;
    if (place === undefined || event.type !== 'arrived') return onEvent(event);
    goesTo.delete(event.request);
    onEvent(Object.assign(event, { place }));
  };
  const emitPlaced = (place: LabPlace) => (event: ObserverEvent) => {
    if (event.type === 'arrived') goesTo.delete(event.request);
    onEvent(hasPlace(event) ? Object.assign(event, { place }) : event);
  };

  const buildOne = async (
    config: LabConfig,
    at: AppInstance,
    use: StoreUse,
    handler: RequestHandler | null,
  ): Promise<Instance> => {
    const place = placeIn(config, at);
    const isOnly = place === undefined || place === '1';
    // Each instance counts for itself, as processes do.
    const own = remembered(generators, place, () => createGenerators(isOnly ? taken : []));
    const options = optionsOf(config, at.app);
    const genid = own[options.genid];
    const app = appFor({ config: { ...config, options }, handler, onError });
    const { made, stopListening } = await use.listened(() =>
      app({
        session: observedAt(use.place, session),
        observed: (found) => observedAt(use.place, found),
        observedFastify: (found) => observedFastifyAt(use.place, found),
        store: use.labStore.store,
        work: createWork(markWork),
        ...(genid && { genid }),
      }),
    );
    keepKilledFrom(use.labStore.store);
    return { at, app: made, use, life: new Life(), stopListening };
  };

  return {
    build: async (config, uses, handler, among = instancesIn(config)) => {
      const built: Instance[] = [];
      // One after the other: each takes note of the listeners that it adds to a store they may share.
      for (const at of among) {
        const use = uses.get(storePlaceIn(config, at));
        if (use === undefined) throw new Error(`There is no store for ${at.app} ${at.instance}.`);
        built.push(await buildOne(config, at, use, handler));
      }
      return built;
    },
    forget: (config, at) => void generators.set(placeIn(config, at), createGenerators()),
    note: (request, place) => goesTo.set(request, place),
  };
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
