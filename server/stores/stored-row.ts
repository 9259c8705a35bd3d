import type { SessionData } from 'express-session';
import { z } from 'zod';
import type { StoredRow } from '../contract/stores/stored-look.ts';

export const rowOf = (key: string, text: string, expires: number | null): StoredRow => ({
  key,
  text,
  bytes: Buffer.byteLength(text),
  expires,
});

/** When a session ends, in ms since 1970; null when its cookie has no expiry. `expires` is text once it was stored. */
export function expiryOf({ cookie }: Pick<SessionData, 'cookie'>): number | null {
  const { expires } = cookie;
  return expires ? new Date(expires).getTime() : null;
}

const storedSchema = z.object({
  cookie: z.object({ expires: z.iso.datetime().nullish(), originalMaxAge: z.number().nullish() }),
  /** Of session-file-store. */
  __lastAccess: z.number().optional(),
});

/** What ends a stored text; null for nothing in it, or where it is no session's. */
export function endIn(
  text: string,
): (Pick<z.infer<typeof storedSchema>, '__lastAccess'> & z.infer<typeof storedSchema>['cookie']) | null {
  try {
    const { cookie, __lastAccess } = storedSchema.parse(JSON.parse(text));
    return { ...cookie, __lastAccess };
  } catch {
    return null;
  }
}

/** By its cookie. */
export function expiryIn(text: string): number | null {
  const expires = endIn(text)?.expires;
  return expires ? Date.parse(expires) : null;
}
