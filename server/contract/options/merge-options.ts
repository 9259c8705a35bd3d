import type { Result } from '../errors.ts';
import { problemsOf } from '../input/problems.ts';
import { withFunctionForm } from './cookie-function.ts';
import { endOf, type SessionOptions, sessionOptionsSchema } from './options.ts';

/** The options with those of `patch` put over them; cookie settings one by one. `at` is where the patch stands. */
export function mergeOptions(
  options: SessionOptions,
  given: Record<string, unknown>,
  at = '',
): Result<{ options: SessionOptions }> {
  const patch = withFunctionForm(given);
  const cookie = isRecord(patch['cookie']) ? { ...options.cookie, ...patch['cookie'] } : patch['cookie'];
  const { key, ...named } = patch;
  const merged = {
    ...options,
    ...endOf(patch['cookie']),
    ...named,
    ...('key' in patch && { name: patch['name'] || key }),
    cookie: 'cookie' in patch ? cookie : options.cookie,
  };
  const parsed = sessionOptionsSchema.safeParse(merged);
  if (parsed.success) return { ok: true, options: parsed.data };
  return { ok: false, problems: problemsOf(parsed.error, sessionOptionsSchema, merged, at) };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
