import { TRPCClientError } from '@trpc/client';
import { z } from 'zod';
import { type ToldProblem, toldLine, toldProblemSchema } from '../../server/contract/errors.ts';
import { statusOf } from './api.ts';

/**
 * What went wrong, in words. `problems`: all that the control plane found wrong with what it was asked. `at`: the place of
 * the one; the message of several names their places itself.
 */
export type Explained = {
  problems: readonly ToldProblem[];
  at: string | null;
  message: string;
  next: string;
};

/** An error of the control plane in words, with what to do now. */
export function explainError(error: unknown): Explained {
  const status = statusOf(error);
  const text = error instanceof Error ? error.message : String(error);
  const unplaced = { problems: [], at: null };
  if (status === null)
    return {
      ...unplaced,
      message: 'the app did not answer.',
      next: 'It is tried again by itself; if it stays so, start the app anew.',
    };
  if (status === 401 || status === 403)
    return {
      ...unplaced,
      message: 'the app did not let this page in.',
      next: 'Open the address that the app printed.',
    };
  if (status === 400) {
    const next = 'Correct the value and try again.';
    const problems = problemsIn(error);
    const [first, ...others] = problems;
    if (first === undefined) return { ...unplaced, message: text, next };
    if (others.length > 0) return { problems, at: null, message: problems.map(toldLine).join('; '), next };
    return { problems, at: first.at === '' ? null : first.at, message: first.message, next };
  }
  return { ...unplaced, message: text, next: 'Try again; if it stays so, reset the lab.' };
}

const withProblems = z.object({ problems: z.array(toldProblemSchema) });

function problemsIn(error: unknown): ToldProblem[] {
  const data: unknown = error instanceof TRPCClientError ? error.data : null;
  return withProblems.safeParse(data).data?.problems ?? [];
}
