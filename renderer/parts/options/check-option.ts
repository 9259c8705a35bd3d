import { inputSentence } from '../../../server/contract/input/input-words.ts';
import { problemsOf } from '../../../server/contract/input/problems.ts';
import type { CatalogueEntry } from './find-options.ts';

export type CheckedOption = { ok: true; value: unknown } | { ok: false; message: string };

/** Whether an option can have that value, and in words why not. */
export function checkOption({ row }: Pick<CatalogueEntry, 'row'>, value: unknown): CheckedOption {
  const parsed = row.schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  if (row.control.type === 'duration' && typeof value === 'string')
    return { ok: false, message: 'expected ms, such as 60000, or an amount such as 60s, 1m or 2h' };
  const [problem] = problemsOf(parsed.error, row.schema, value);
  return { ok: false, message: problem ? inputSentence(problem) : 'This value is not possible here.' };
}
