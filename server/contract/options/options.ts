import { z } from 'zod';
import { cookieRows } from './cookie-option-rows.ts';
import { type OptionRow, withDefaults } from './option-row.ts';
import { sessionRows } from './session-option-rows.ts';

/** Session options as a file or a form gives them; what is left out is express-session's default. */
export const sessionOptionsSchema = z.strictObject({
  ...withDefaults(sessionRows),
  cookie: z.strictObject(withDefaults(cookieRows)).prefault({}),
});

export type SessionOptions = z.infer<typeof sessionOptionsSchema>;
export type CookieOptions = SessionOptions['cookie'];
/** The options by the key that they have in a file, but for the cookie's, which stand in `cookie`. */
export type OptionKey = keyof typeof sessionRows;
export type CookieKey = keyof typeof cookieRows;

export const defaultSessionOptions = (): SessionOptions => sessionOptionsSchema.parse({});

/** The catalogue by path (`resave`, `cookie.maxAge`, `trustProxy`), in the order in which it is shown. */
export const optionCatalogue: ReadonlyArray<{ path: string; row: OptionRow }> = [
  ...Object.entries(sessionRows).map(([path, row]) => ({ path, row })),
  ...Object.entries(cookieRows).map(([key, row]) => ({ path: `cookie.${key}`, row })),
];
