import type { SetupProblem } from './setup.ts';
import { useReadSetup } from './use-setup.ts';

/** What keeps that request from being run, if it is the first that is wrong. */
export function useProblemOf(key: number): SetupProblem | null {
  const { read } = useReadSetup();
  return !read.ok && read.problem.key === key ? read.problem : null;
}
