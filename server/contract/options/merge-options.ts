import { type InputProblem, problemsOf } from '../input/problems.ts';
import { type SessionOptions, sessionOptionsSchema } from './options.ts';

export type MergedOptions = { ok: true; options: SessionOptions } | { ok: false; problems: InputProblem[] };

/** The options with those of `patch` put over them; cookie settings one by one. `at` is where the patch stands. */
export function mergeOptions(
  options: SessionOptions,
  patch: Record<string, unknown>,
  at = '',
): MergedOptions {
  const cookie = isRecord(patch['cookie']) ? { ...options.cookie, ...patch['cookie'] } : patch['cookie'];
  const merged = { ...options, ...patch, cookie: 'cookie' in patch ? cookie : options.cookie };
  const parsed = sessionOptionsSchema.safeParse(merged);
  if (parsed.success) return { ok: true, options: parsed.data };
  return { ok: false, problems: problemsOf(parsed.error, sessionOptionsSchema, at) };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
