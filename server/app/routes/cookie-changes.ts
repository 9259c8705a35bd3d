import { z } from 'zod';
import { problemsOf } from '../../contract/input/problems.ts';
import { lineOf } from '../../words/problems.ts';

const flag = z.boolean({ error: 'expected true or false' });

const changesSchema = z.strictObject({
  maxAge: z
    .int({ error: 'expected a whole number of milliseconds, or null' })
    .min(0)
    .max(34_560_000_000)
    .nullable()
    .optional(),
  httpOnly: flag.optional(),
  secure: flag.optional(),
  sameSite: z
    .union([z.boolean(), z.enum(['lax', 'strict', 'none'])], {
      error: 'expected true, false, "lax", "strict" or "none"',
    })
    .optional(),
});

type CookieChanges = z.infer<typeof changesSchema>;

/** What a body, JSON or a form, changes in a session's cookie; or what is wrong with it, in words. */
export function readCookieChanges(body: unknown): { changes: CookieChanges; mistake: string | null } {
  const given = plain(body);
  const parsed = changesSchema.safeParse(given);
  if (parsed.success) return { changes: parsed.data, mistake: null };
  return { changes: {}, mistake: problemsOf(parsed.error, changesSchema, given).map(lineOf).join('\n') };
}

/** A form gives texts only: what reads as a number, a boolean or null is taken as such. */
function plain(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body ?? {};
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      typeof value === 'string' && /^(?:true|false|null|\d+)$/.test(value) ? JSON.parse(value) : value,
    ]),
  );
}
