import { defaultLabConfig, type LabConfig } from '../contract/options/lab-config.ts';

/**
 * The configuration with words in place of its secrets, as many as there are: code on a projector or in a repository is
 * no place for them. The one that every lab begins with is none.
 */
export function maskSecrets(config: LabConfig): LabConfig {
  const known = defaultLabConfig().options.secret;
  const secret = config.options.secret.map((one, place) =>
    known.includes(one) ? one : `secret ${place + 1} of your own`,
  );
  return { ...config, options: { ...config.options, secret } };
}
