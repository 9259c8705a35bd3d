import { defaultLabConfig, type LabConfig } from '../contract/options/lab-config.ts';
import { type StoreSecrets, storeKinds } from '../contract/stores/store-kinds.ts';
import { maskStore } from './store-secrets.ts';

/**
 * The configuration with words in place of its secrets, as many as there are: code on a projector or in a repository is
 * no place for them. The one that every lab begins with is none. Which settings of a store are secret, its row says.
 */
export function maskSecrets(config: LabConfig, kinds: StoreSecrets = storeKinds): LabConfig {
  const known = defaultLabConfig().options.secret;
  const { secret: own } = config.options;
  const secret =
    own?.map((one, place) => (known?.includes(one) ? one : `secret ${place + 1} of your own`)) ?? null;
  const apps = config.apps.map((app) => ({
    ...app,
    secret: app.secret?.map((_, place) => `secret ${place + 1} of the ${app.id} app`) ?? null,
  }));
  return { ...config, options: { ...config.options, secret }, apps, store: maskStore(config.store, kinds) };
}
