import { z } from 'zod';
import { type Result, refuse } from '../errors.ts';
import { readJson } from '../input/json-text.ts';

/** Characters of what is put into a session by hand. */
const mostText = 256 * 1024;

/**
 * A stored session's data as somebody changed it by hand: JSON, without the cookie's settings. `key`: as `storedKey` has
 * it; `was`: what it was changed from.
 */
export const sessionEditSchema = z.strictObject({
  key: z.string().min(1).max(1000),
  was: z.string(),
  now: z.string().max(mostText, `expected at most ${mostText.toLocaleString('en')} characters`),
});
export type SessionEdit = z.infer<typeof sessionEditSchema>;

type Data = Readonly<Record<string, unknown>>;

/** What a session holds beside its cookie's settings. */
export function readSessionData(text: string): Result<{ data: Data }> {
  const read = readJson(text, 'session');
  if (!read.ok) return read;
  const { value } = read;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('session-no-object', 'session', {});
  if ('cookie' in value) return refuse('session-cookie-kept', 'session', {});
  return { ok: true, data: Object.fromEntries(Object.entries(value)) };
}
