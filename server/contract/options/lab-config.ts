import { z } from 'zod';
import {
  type AppInstance,
  appIdSchema,
  fromPlace,
  type LabPlace,
  mainApp,
  originFor,
  placeOf,
} from '../endpoints.ts';
import { hostSchema, labHost } from '../hosts.ts';
import { handlerInputSchema } from '../scenario/own-handler.ts';
import { isForeignStore, storeConfigSchema } from '../stores/store-kinds.ts';
import { cookieRows } from './cookie-option-rows.ts';
import { labSettingRows } from './lab-setting-rows.ts';
import { withDefaults } from './option-row.ts';
import { type CookieOptions, type SessionOptions, sessionOptionsSchema } from './options.ts';
import { sessionRows } from './session-option-rows.ts';

/** Apps beside the main one at most: all of a lab's run in one thread. */
export const mostFurtherApps = 8;

/** What makes another app another, but for its id. */
const ownOfAnApp = {
  name: sessionRows.name.schema.default(sessionRows.name.default),
  secret: sessionRows.secret.schema.optional(),
  path: cookieRows.path.schema.default(cookieRows.path.default),
  /** Where its requests go that name no host. */
  host: hostSchema.optional(),
};

/**
 * Another app, at another port of the same host unless it has one of its own: the same routes and options, but for these, and a store of its own.
 * Left out, they are what an app has whose author thought of no other app: the default name, and a secret of its own.
 */
export const furtherAppSchema = z
  .strictObject({
    id: appIdSchema.refine((id) => id !== mainApp, `${mainApp} is the app of the lab's own options`),
    ...ownOfAnApp,
  })
  .transform(withOwnSecret);

export type FurtherApp = { id: string; host?: string } & Pick<SessionOptions, 'name' | 'secret'> &
  Pick<CookieOptions, 'path'>;

type GivenApp = Omit<FurtherApp, 'secret' | 'host'> & {
  secret?: FurtherApp['secret'] | undefined;
  host?: string | undefined;
};

function withOwnSecret({ id, name, path, host, secret = [`the ${id} app’s secret`] }: GivenApp): FurtherApp {
  return { id, name, secret, path, ...(host !== undefined && { host }) };
}

const furtherAppsSchema = z
  .array(furtherAppSchema)
  .max(mostFurtherApps, `expected at most ${mostFurtherApps} apps beside the main one`)
  .superRefine((apps, context) => {
    for (const [place, { id }] of apps.entries()) {
      if (apps.findIndex((app) => app.id === id) === place) continue;
      context.addIssue({
        code: 'custom',
        path: [place, 'id'],
        message: `the id "${id}" is taken by an app before it`,
      });
    }
  });

/** The id of the app that `secondApp` is short for. */
const secondId = 'second';

const configShape = {
  options: sessionOptionsSchema.prefault({}),
  store: storeConfigSchema.default({ kind: 'memory' }),
  ...withDefaults(labSettingRows),
  /** The apps beside the one that `options` describe. */
  apps: furtherAppsSchema.default([]),
  /** Short for one of them, with the id second. Read, never written. */
  secondApp: z.strictObject(ownOfAnApp).nullable().optional(),
};

type WithSecondApp = { apps: FurtherApp[]; secondApp?: Omit<GivenApp, 'id'> | null | undefined };

function checkSecondApp({ apps, secondApp }: WithSecondApp, context: z.core.$RefinementCtx): void {
  if (!secondApp || !apps.some(({ id }) => id === secondId)) return;
  const message = `it is short for an app with the id ${secondId}, and apps has one`;
  context.addIssue({ code: 'custom', path: ['secondApp'], message });
}

const withSecondApp = <Given extends WithSecondApp>({ secondApp, ...config }: Given) =>
  secondApp ? { ...config, apps: [withOwnSecret({ id: secondId, ...secondApp }), ...config.apps] } : config;

/** Everything a lab is built from, as plain data. */
export const labConfigSchema = z
  .strictObject(configShape)
  .superRefine(checkSecondApp)
  .transform(withSecondApp);
export type LabConfig = z.infer<typeof labConfigSchema>;

/** A scenario's lab: it may have a handler of its own, which no lab is given unless somebody has allowed that very code. */
export const scenarioLabSchema = z
  .strictObject({ ...configShape, handler: handlerInputSchema.optional() })
  .superRefine(checkSecondApp)
  .transform(withSecondApp);
export type ScenarioLab = z.infer<typeof scenarioLabSchema>;

/**
 * Whether code of somebody's own is in it, a store or a cookie function, which runs where own handlers do. One that is not in
 * use now may be after the next change of options.
 */
export const isForeign = ({ store, options }: Pick<LabConfig, 'store' | 'options'>): boolean =>
  isForeignStore(store) || options.cookieFunction !== null;

/** What a lab is built from, and the handler of one's own that goes into it; null for none. */
export function labParts({ handler, ...config }: ScenarioLab): {
  config: LabConfig;
  handler: string | null;
} {
  return { config, handler: handler ?? null };
}

/** The options with which an app runs: those of the lab, but for what makes it another. */
export function optionsOf({ options, apps }: LabConfig, app: string): SessionOptions {
  const further = apps.find(({ id }) => id === app);
  if (further === undefined) return options;
  const { name, secret, path } = further;
  return { ...options, name, secret, cookie: { ...options.cookie, path } };
}

/** Every instance of every app that a lab has, the main app's first. */
export const instancesIn = ({ instances, apps }: LabConfig): AppInstance[] => [
  ...Array.from({ length: instances }, (_, place) => ({ app: mainApp, instance: place + 1 })),
  ...apps.map(({ id }) => ({ app: id, instance: 1 })),
];

/** Where an app will answer, as a browser knows it, but for the port. */
export function originIn({ apps }: Pick<LabConfig, 'apps'>, app = mainApp): string {
  const host = apps.find(({ id }) => id === app)?.host;
  return originFor({ origin: `http://${labHost}`, ...(host !== undefined && { host }) });
}

/** As whose an instance is told of; undefined for the main app's only one. */
export const placeIn = ({ instances }: LabConfig, at: AppInstance): LabPlace | undefined =>
  at.app === mainApp && instances === 1 ? undefined : placeOf(at);

/** As whose its store is told of; undefined for the main app's only one as well, and for the one that its instances share. */
export const storePlaceIn = (config: LabConfig, at: AppInstance): LabPlace | undefined =>
  at.app === mainApp && config.sharedStore ? undefined : placeIn(config, at);

/** The stores that a lab has, by whose they are. */
export const storePlaces = (config: LabConfig): Array<LabPlace | undefined> => [
  ...new Set(instancesIn(config).map((at) => storePlaceIn(config, at))),
];

/** Whether a request that came to `place` before a change has its store still there after it, where stores are kept. */
export const keepsStoreOf = (place: LabPlace | undefined, before: LabConfig, after: LabConfig): boolean =>
  storePlaces(after).includes(
    storePlaceIn(before, place === undefined ? { app: mainApp, instance: 1 } : fromPlace(place)),
  );

/** Whether the main app's sessions outlive a change of configuration. */
export function keepsStore(before: LabConfig, after: LabConfig): boolean {
  const [places, next] = [before, after].map((config) => storePlaces({ ...config, apps: [] }).join());
  return settingsText(before) === settingsText(after) && places === next;
}

/** What the store is opened with, as a text that does not depend on the order of the settings. */
const settingsText = ({ store }: LabConfig): string =>
  JSON.stringify(Object.entries(store).sort(([a], [b]) => (a < b ? -1 : 1)));

export const defaultLabConfig = (): LabConfig => labConfigSchema.parse({});

/** The versions that are really running, for the screen and for results. */
export const versionsSchema = z.object({
  node: z.string(),
  express: z.string(),
  expressSession: z.string(),
  /** Where the sessions are those of @fastify/session. */
  fastify: z.string().exactOptional(),
  fastifySession: z.string().exactOptional(),
});
export type Versions = z.infer<typeof versionsSchema>;

/** What answered the requests, as a list in words. */
export const versionsText = ({ node, express, expressSession, fastify, fastifySession }: Versions): string =>
  fastifySession === undefined
    ? `express-session ${expressSession}, express ${express}, Node ${node}`
    : `@fastify/session ${fastifySession}, fastify ${fastify}, Node ${node}`;
