import type { Result } from '../contract/errors.ts';
import { lineOf, sentenceOf } from './problems.ts';

type Told<Value> = Value | { ok: false; at: string; message: string };

/** What came of a call, as tests read it: of a refusal the place and the sentence, or all lines. */
export function toldOf<Value>(result: Result<Value>): Told<Value> {
  if (result.ok) return result;
  const { problems } = result;
  const [first, ...others] = problems;
  return {
    ok: false,
    at: first?.at ?? '',
    message: first !== undefined && others.length === 0 ? sentenceOf(first) : problems.map(lineOf).join('; '),
  };
}

/** `at: sentence` of each of its problems; none of what was not refused. */
export const linesOf = (result: Result): string[] => (result.ok ? [] : result.problems.map(lineOf));
