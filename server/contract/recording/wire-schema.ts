import { z } from 'zod';

/** What a recorded app says beside events; see `server/observer/send/wire.ts`. */
const short = z.string().max(300);
export const helloSchema = z.strictObject({
  type: z.literal('hello'),
  format: z.literal('session-playground/ingest@1'),
  token: z.string().max(200),
  id: short.min(1),
  name: short,
  pid: z.int().min(0),
  node: short,
});
export type Hello = z.infer<typeof helloSchema>;

/** µs on the clock of the app, which may be one since 1970. */
const at = z.number().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
const option = z.union([z.string().max(1000), z.number(), z.boolean()]);
export const appLineSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('pong'), now: at }),
  z.strictObject({
    type: z.literal('made'),
    options: z.record(short, z.union([option, z.record(short, option)])),
    isOwn: z.boolean(),
    storeClass: short,
  }),
  z.strictObject({
    type: z.literal('content'),
    request: short,
    at,
    asked: z.strictObject({ kind: z.enum(['form', 'json']), values: z.json() }).nullable(),
    answered: z.strictObject({ kind: z.enum(['json', 'fields']), values: z.json() }).nullable(),
  }),
  z.strictObject({ type: z.literal('dropped'), requests: z.int().min(0) }),
  z.strictObject({ type: z.literal('cut'), request: short }),
  z.strictObject({ type: z.literal('upto'), at }),
]);
export type SaidLine = z.infer<typeof appLineSchema>;
