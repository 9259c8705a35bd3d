import { z } from 'zod';

/** Characters of what is stored that are handed over at most; `bytes` says how long it is. */
export const mostStoredText = 16_000;

/**
 * How a store is watched for what others change in it. Told by the store itself: `tracking` (Redis, CLIENT TRACKING),
 * `trigger` (PostgreSQL, a trigger with NOTIFY), `files` (the system, of a folder), `data-version` (SQLite, whose number is asked for). `polled`:
 * looked through every second, and why. `nobody`: none but the lab can reach it; `unseen`: nobody can look into it.
 * `not-yet`: it is being asked to tell.
 */
export const noticeSchema = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.enum(['tracking', 'trigger', 'files', 'data-version', 'nobody', 'unseen', 'not-yet']),
  }),
  z.strictObject({ by: z.literal('polled'), why: z.string() }),
  z.strictObject({ by: z.literal('too-many'), most: z.number() }),
]);
export type Notice = z.infer<typeof noticeSchema>;

/** A session as its store keeps it: what it is called there, and the very text. */
export const storedRowSchema = z.strictObject({
  key: z.string(),
  text: z.string(),
  bytes: z.number(),
  /** When the store takes it for ended, in ms since 1970 on the clock that it goes by; null for never. */
  expires: z.number().nullable(),
});
export type StoredRow = z.infer<typeof storedRowSchema>;

/** What a store answers when it is asked, past express-session, what it keeps of a session. */
export const storedLookSchema = z.strictObject({
  /** Null where it keeps nothing of it, or cannot be looked into. */
  row: storedRowSchema.nullable(),
  /** Both in ms since 1970, as of the same moment; the store's is null where it has none of its own. */
  clocks: z.strictObject({ lab: z.number(), store: z.number().nullable() }),
  /** Whose clock ends its sessions. */
  endsBy: z.enum(['lab', 'store']),
  notice: noticeSchema,
  /** Why it did not answer. */
  error: z.string().nullable(),
});
export type StoredLook = z.infer<typeof storedLookSchema>;
