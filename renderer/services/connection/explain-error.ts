import { TRPCClientError } from '@trpc/client';
import { z } from 'zod';
import { type ToldProblem, toldProblemSchema } from '../../../server/contract/errors.ts';
import { messageOf } from '../../../server/contract/message-of.ts';
import { type PageProblem, pageProblem, pageSentence } from '../../page-problems.ts';
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

type CallCode = 'no-answer' | 'not-let-in' | 'app-refused' | 'app-failed';

/** What is to be done now. */
const nextSteps: Readonly<Record<CallCode, string>> = {
  'no-answer': 'It is tried again by itself; if it stays so, start the app anew.',
  'not-let-in': 'Open the address that the app printed.',
  'app-refused': 'Correct the value and try again.',
  'app-failed': 'Try again; if it stays so, reset the lab.',
};

/** An error of the control plane in words, with what to do now. */
export function explainError(error: unknown): Explained {
  const problem = callProblem(error);
  return {
    problems: problem.code === 'app-refused' ? problem.params.problems : [],
    at: problem.at === '' ? null : problem.at,
    message: pageSentence(problem),
    next: isCodeRefused(problem) ? 'Run it again to be asked once more.' : nextSteps[problem.code],
  };
}

/** Whether there are no packages to open a store with. */
export const lacksPackages = ({ problems }: Explained): boolean =>
  problems.some(({ code }) => code === 'store-packages-missing');

/** Somebody was asked whether a file's code may run, and said no. */
const isCodeRefused = (problem: PageProblem<CallCode>): boolean =>
  problem.code === 'app-refused' &&
  problem.params.problems.some(
    ({ code }) =>
      code === 'handler-not-allowed' || code === 'store-not-allowed' || code === 'function-not-allowed',
  );

function callProblem(error: unknown): PageProblem<CallCode> {
  const status = statusOf(error);
  const said = messageOf(error);
  if (status === null) return pageProblem('no-answer', '', {});
  if (status === 401 || status === 403) return pageProblem('not-let-in', '', {});
  if (status !== 400) return pageProblem('app-failed', '', { said });
  const problems = problemsIn(error);
  const [first, ...others] = problems;
  return pageProblem('app-refused', others.length === 0 ? (first?.at ?? '') : '', { problems, said });
}

const withProblems = z.object({ problems: z.array(toldProblemSchema) });

function problemsIn(error: unknown): ToldProblem[] {
  const data: unknown = error instanceof TRPCClientError ? error.data : null;
  return withProblems.safeParse(data).data?.problems ?? [];
}
