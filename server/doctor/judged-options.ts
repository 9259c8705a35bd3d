import { z } from 'zod';
import { cookieRows } from '../contract/options/cookie-option-rows.ts';
import { withDefaults } from '../contract/options/option-row.ts';
import { sessionRows } from '../contract/options/session-option-rows.ts';

const anyNumber = z.custom<number>((value) => typeof value === 'number');

const judgedCookie = z.strictObject({
  ...withDefaults(cookieRows),
  path: z.string().default('/'),
  sameSite: z.union([z.boolean(), z.string()]).default(false),
  // NaN and Infinity too.
  maxAge: anyNumber.nullable().default(null),
  expires: z.string().nullable().default(null),
});

/** Options as the rules judge them: one value for what express-session takes for the same. `secret` is empty where none is told. */
export const judgedSchema = z.strictObject({
  ...withDefaults(sessionRows),
  secret: z.array(z.string()).default([]),
  // Infinity too.
  trustProxy: z.union([z.boolean(), anyNumber, z.string()]).default(false),
  cookie: judgedCookie.prefault({}),
});
export type JudgedOptions = z.infer<typeof judgedSchema>;

/** The fields by where they stand. */
export const judgedFields: Readonly<Record<'session' | 'cookie', Readonly<Record<string, z.ZodType>>>> = {
  session: judgedSchema.shape,
  cookie: judgedCookie.shape,
};

/** Of the two ends, the one that counts; null for the other. */
export function countedEnd({
  cookie,
  cookieEnd,
}: JudgedOptions): Pick<JudgedOptions['cookie'], 'maxAge' | 'expires'> {
  const { maxAge, expires } = cookie;
  if (maxAge === null || expires === null) return { maxAge, expires };
  return cookieEnd === 'expires' ? { maxAge: null, expires } : { maxAge, expires: null };
}
