import { z } from 'zod';
import { type Refused, refuse } from './errors.ts';
import { nearest } from './input/nearest.ts';

/** The header by which a virtual browser names its request; the lab takes it off before the app sees the request. */
export const requestIdHeader = 'x-playground-request';
/** What stands in it. The lab's key tells its browsers' requests from those that anybody sends. */
export const namedRequest = (key: string, request: string): string => `${key} ${request}`;
/** By this one it says which instance it is for, where there are several. Taken off as well. */
export const instanceHeader = 'x-playground-instance';

/** The app that the lab's options describe. Further ones have ids of their own. */
export const mainApp = 'main';

/** Begins with a letter, so that it is never taken for the number of an instance. */
export const appIdSchema = z
  .string()
  .regex(
    /^[A-Za-z][\w-]{0,15}$/,
    'expected an app’s id such as shop: a letter, then at most 15 letters, digits, - or _',
  );

/** One instance, counted from 1, of one app. */
export type AppInstance = { app: string; instance: number };

/**
 * Where requests can go. `via`: what they pass on their way, nothing where they go straight to the app. `host`: its name for
 * requests that give none, where that is not the origin's.
 */
export type Endpoint = AppInstance & {
  origin: string;
  transport: 'http';
  via: readonly string[];
  host?: string;
};

/** An endpoint's origin as a browser knows it. */
export function originFor({ origin, host }: Pick<Endpoint, 'origin' | 'host'>): string {
  if (host === undefined) return origin;
  const url = new URL(origin);
  url.hostname = host;
  return url.origin;
}

/** Where an app answers; empty where there is no such app. */
export const originOf = (endpoints: readonly Endpoint[], app = mainApp): string =>
  endpoints.find((endpoint) => endpoint.app === app)?.origin ?? '';

/**
 * Where there are several, whose: `1` to `8` are instances of the main app, anything else is another app's id. In a
 * store's event it is the store, and one that is shared has none.
 */
export type LabPlace = string;

export const placeOf = ({ app, instance }: AppInstance): LabPlace =>
  app === mainApp ? String(instance) : app;

export const fromPlace = (place: LabPlace): AppInstance =>
  /^\d+$/.test(place) ? { app: mainApp, instance: Number(place) } : { app: place, instance: 1 };

/** `the second app`, `the shop app`. */
export const appInWords = (app: string): string => `the ${app} app`;

/** Where a recorded app has several processes. */
export const processPlace = (count: number): LabPlace => `process-${count}`;

export function placeInWords(place: LabPlace): string {
  const [, process] = /^process-(\d+)$/.exec(place) ?? [];
  if (process !== undefined) return `process ${process}`;
  const { app, instance } = fromPlace(place);
  return app === mainApp ? `instance ${instance}` : appInWords(app);
}

/** What a request or an expectation says of where it goes: nothing, an app, an instance, or both. */
export type Whose = { app?: string | undefined; instance?: number | undefined };

export type FoundEndpoint<Among extends AppInstance> = { ok: true; endpoint: Among } | Refused;

/** Where it goes, of those there are. Without an instance it is the app's first: where several answer, the balancer chooses. */
export function findEndpoint<Among extends AppInstance>(
  among: readonly Among[],
  { app = mainApp, instance }: Whose,
): FoundEndpoint<Among> {
  const instances = among.filter((endpoint) => endpoint.app === app);
  const found = instance === undefined ? instances[0] : instances.find((each) => each.instance === instance);
  if (found !== undefined) return { ok: true, endpoint: found };
  if (instances.length === 0) {
    return refuse('no-such-app', 'app', {
      app,
      nearest: nearest(app, new Set(among.map((each) => each.app))),
    });
  }
  const which = app === mainApp ? null : app;
  return refuse('no-such-instance', 'instance', { app: which, instances: instances.length });
}
