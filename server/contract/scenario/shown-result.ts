import { maskSecrets } from '../options/mask-secrets.ts';
import type { RaceResult } from '../races/races.ts';

/** The result as it may leave this machine: without the secrets that sign its cookies, and those of its store. */
export const shownResult = (result: RaceResult): RaceResult => ({
  ...result,
  config: maskSecrets(result.config),
});
