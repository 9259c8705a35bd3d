import { z } from 'zod';

/** What was found of a store by asking it. `latency`: µs of a get in the middle of several; `server`: null for none. */
export const storeReportSchema = z.strictObject({
  kind: z.string(),
  server: z.string().nullable(),
  latency: z.number(),
  /** `when it is cleared up`: it is not given out, and stays, read or not; `unseen`: it is not given out, and when it goes cannot be seen from outside. */
  expires: z.enum(['by itself', 'when it is read', 'when it is cleared up', 'unseen', 'never']),
  /** `expiry alone`: the session as it is stored stays as it was, its cookie too. */
  touch: z.enum(['none', 'does nothing', 'expiry alone', 'cookie and expiry']),
  lists: z.array(z.enum(['all', 'length', 'clear'])),
});
export type StoreReport = z.infer<typeof storeReportSchema>;
