import type { Explanation } from '../contract/explain.ts';
import { lineOf } from '../words/problems.ts';
import { explain } from './explain.ts';

const now = Date.parse('2026-06-01T00:00:00Z');

/** For tests: what is said of a text; throws why nothing is. */
export function explained(
  text: string,
  { secrets = [], url }: { secrets?: string[]; url?: string } = {},
): Explanation {
  const result = explain(text, {
    secrets,
    url: url === undefined ? null : new URL(url),
    now,
    file: 'it.txt',
  });
  if (!result.ok) throw new Error(result.problems.map(lineOf).join('; '));
  return result.explanation;
}

export const toldOf = ({ parts }: Explanation) => parts.flatMap(({ told }) => told);
export const codesOf = (explanation: Explanation): string[] => toldOf(explanation).map(({ code }) => code);
export const wordsOf = (explanation: Explanation): string =>
  toldOf(explanation)
    .map(({ words }) => words)
    .join('\n');
