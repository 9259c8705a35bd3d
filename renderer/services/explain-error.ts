import { TRPCClientError } from '@trpc/client';
import { z } from 'zod';
import { type ProblemCode, toldProblemSchema } from '../../server/contract/errors.ts';
import { statusOf } from './api.ts';

/** What went wrong, in words. `code` and `at` where the control plane refused what it was asked. */
export type Explained = { code: ProblemCode | null; at: string | null; message: string; next: string };

/** An error of the control plane in words, with what to do now. */
export function explainError(error: unknown): Explained {
  const status = statusOf(error);
  const text = error instanceof Error ? error.message : String(error);
  const unplaced = { code: null, at: null };
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
    const problem = problemIn(error);
    if (problem === null) return { ...unplaced, message: text, next };
    const { code, at, message } = problem;
    return { code, at: at === '' ? null : at, message, next };
  }
  return { ...unplaced, message: text, next: 'Try again; if it stays so, reset the lab.' };
}

const withProblem = z.object({ problem: toldProblemSchema });

function problemIn(error: unknown): z.infer<typeof toldProblemSchema> | null {
  const data: unknown = error instanceof TRPCClientError ? error.data : null;
  return withProblem.safeParse(data).data?.problem ?? null;
}
