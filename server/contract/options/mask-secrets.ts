import { type StoreSecrets, storeKinds } from '../stores/store-kinds.ts';
import { defaultLabConfig, type LabConfig } from './lab-config.ts';

type Store = LabConfig['store'];

/** What is shown in a secret's place. */
export const maskOf = (setting: string): string => `${setting} of your own`;

export const secretSettings = (store: Store, kinds: StoreSecrets): string[] =>
  (kinds[store.kind]?.secrets ?? []).filter((setting) => setting in store);

/** The store's settings with words in place of those that its row calls secret. */
export function maskStore(store: Store, kinds: StoreSecrets = storeKinds): Store {
  const masks = secretSettings(store, kinds).map((setting) => [setting, maskOf(setting)] as const);
  return { ...store, ...Object.fromEntries(masks) };
}

/** A value of a configuration by its path, or words in its place where a kind of store calls its setting secret. */
export function maskStoreSetting([part, setting = '']: readonly string[], value: unknown): unknown {
  const isSecret =
    part === 'store' &&
    Object.values(storeKinds).some(({ secrets }) => secrets.some((one) => one === setting));
  return isSecret && typeof value === 'string' ? maskOf(setting) : value;
}

/**
 * The configuration with words in place of its secrets, as many as there are: code on a projector or in a repository is
 * no place for them. The one that every lab begins with is none. Which settings of a store are secret, its row says.
 */
export function maskSecrets(config: LabConfig, kinds: StoreSecrets = storeKinds): LabConfig {
  const known = defaultLabConfig().options.secret;
  const { secret: own } = config.options;
  const secret =
    own?.map((one, place) => (known?.includes(one) ? one : maskOf(`secret ${place + 1}`))) ?? null;
  const apps = config.apps.map((app) => ({
    ...app,
    secret: app.secret?.map((_, place) => `secret ${place + 1} of the ${app.id} app`) ?? null,
  }));
  return { ...config, options: { ...config.options, secret }, apps, store: maskStore(config.store, kinds) };
}
