import type { RaceResult } from '../../contract/races.ts';

/** The result as it may leave this machine: without the secrets that sign its cookies. */
export function shownResult(result: RaceResult): RaceResult {
  const { config } = result;
  const secret = config.options.secret.map(() => 'not shown');
  return { ...result, config: { ...config, options: { ...config.options, secret } } };
}
