import { initTRPC } from '@trpc/server';
import { z } from 'zod';
import { problemLine, problemsOf } from '../contract/input/problems.ts';
import type { Playground } from '../playground/playground.ts';
import type { RememberedRaces } from '../races/remembering.ts';
import type { CatalogueSettings } from '../scenarios/catalogue.ts';
import type { Comparer } from '../scenarios/compare/comparer.ts';

/** The one tRPC of the control plane. Errors say in words what was wrong and where, and never carry a stack trace. */
export const t = initTRPC
  .context<{
    playground: Playground;
    races: RememberedRaces;
    comparer: Comparer;
    catalogue: CatalogueSettings;
  }>()
  .create({
    isDev: false,
    sse: { ping: { enabled: true, intervalMs: 3000 }, client: { reconnectAfterInactivityMs: 12_000 } },
    errorFormatter: ({ shape, error }) => {
      if (!(error.cause instanceof z.ZodError)) return shape;
      return { ...shape, message: problemsOf(error.cause, z.unknown()).map(problemLine).join('; ') };
    },
  });
