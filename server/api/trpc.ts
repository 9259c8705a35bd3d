import { initTRPC, TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { Problem } from '../contract/errors.ts';
import { problemLine, problemsOf } from '../contract/input/problems.ts';
import type { Playground } from '../playground/playground.ts';
import type { RememberedRaces } from '../races/remembering.ts';
import type { CatalogueSettings } from '../scenarios/catalogue.ts';
import type { Comparer } from '../scenarios/compare/comparer.ts';
import { ProblemError, sentenceOf } from '../words/problems.ts';

/** A refusal as tRPC's error: the problem is in its data, the line for who reads nothing else in its message. */
export function trpcErrorOf(problem: Problem, code: TRPCError['code'] = 'BAD_REQUEST'): TRPCError {
  const cause = new ProblemError(problem);
  return new TRPCError({ code, message: cause.message, cause });
}

/** Of an input that is wrong in several places the first is the problem; the line names all. */
function problemIn({ cause }: TRPCError): Problem | null {
  if (cause instanceof ProblemError) return cause.problem;
  if (!(cause instanceof z.ZodError)) return null;
  const [first] = problemsOf(cause, z.unknown());
  return first === undefined
    ? null
    : { code: 'invalid-input', at: first.at, params: { message: first.message } };
}

/** The one tRPC of the control plane. Errors say what was wrong and where, and never carry a stack trace. */
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
      const problem = problemIn(error);
      const message =
        error.cause instanceof z.ZodError
          ? problemsOf(error.cause, z.unknown()).map(problemLine).join('; ')
          : shape.message;
      const told = problem && { ...problem, message: sentenceOf(problem) };
      return { ...shape, message, data: { ...shape.data, problem: told } };
    },
  });
