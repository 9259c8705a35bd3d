import { z } from 'zod';
import { type LabPlace, labPlaces } from '../endpoints.ts';
import { storeConfigSchema } from '../stores/store-kinds.ts';
import { cookieRows } from './cookie-option-rows.ts';
import { labSettingRows } from './lab-setting-rows.ts';
import { withDefaults } from './option-row.ts';
import { sessionOptionsSchema } from './options.ts';
import { sessionRows } from './session-option-rows.ts';

/**
 * Another app on the same host, at another port: the same routes and options, but for these, and a store of its own.
 * Left out, they are what an app has whose author thought of no other app: the default name, and a secret of its own.
 */
const secondAppSchema = z.strictObject({
  name: sessionRows.name.schema.default(sessionRows.name.default),
  secret: sessionRows.secret.schema.default(['another app’s secret']),
  path: cookieRows.path.schema.default(cookieRows.path.default),
});

/** Everything a lab is built from, as plain data. */
export const labConfigSchema = z.strictObject({
  options: sessionOptionsSchema.prefault({}),
  store: storeConfigSchema.default({ kind: 'memory' }),
  ...withDefaults(labSettingRows),
  secondApp: secondAppSchema.nullable().default(null),
});
export type LabConfig = z.infer<typeof labConfigSchema>;

/** The stores that a lab has, by whose they are; undefined for the only one, and for the one that instances share. */
export function storePlaces({ instances, sharedStore, secondApp }: LabConfig): Array<LabPlace | undefined> {
  const own = labPlaces.slice(0, instances);
  return [
    ...(instances === 1 || sharedStore ? [undefined] : own),
    ...(secondApp === null ? [] : (['second'] as const)),
  ];
}

/** Whether the first app's sessions outlive a change of configuration. */
export function keepsStore(before: LabConfig, after: LabConfig): boolean {
  const [places, next] = [before, after].map((config) => storePlaces({ ...config, secondApp: null }).join());
  return settingsText(before) === settingsText(after) && places === next;
}

/** What the store is opened with, as a text that does not depend on the order of the settings. */
const settingsText = ({ store }: LabConfig): string =>
  JSON.stringify(Object.entries(store).sort(([a], [b]) => (a < b ? -1 : 1)));

export const defaultLabConfig = (): LabConfig => labConfigSchema.parse({});

/** The versions that are really running, for the screen and for results. */
export type Versions = { node: string; express: string; expressSession: string };
