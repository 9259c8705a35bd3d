import type { RaceResult } from '../races/races.ts';

/** The result as it may leave this machine: without the secrets that sign its cookies. */
export function shownResult(result: RaceResult): RaceResult {
  const { config } = result;
  const hidden = (secrets: readonly string[] | null): string[] | null =>
    secrets?.map(() => 'not shown') ?? null;
  const { options, apps } = config;
  return {
    ...result,
    config: {
      ...config,
      options: { ...options, secret: hidden(options.secret) },
      apps: apps.map((app) => ({ ...app, secret: hidden(app.secret) })),
    },
  };
}
