import { z } from 'zod';
import { eventStream } from './event-stream.ts';
import { t } from './trpc.ts';

const bare = t.procedure.input(z.undefined({ error: 'expected no input' }));
const streamInput = z.strictObject({ lastEventId: z.string().max(64).optional() }).optional();
const never = new AbortController().signal;

/** An app that is recorded: null, and streams without anything, where none is. */
export const recordingRouter = t.router({
  state: bare.query(({ ctx }) => ctx.recording?.state() ?? null),
  states: t.procedure.input(streamInput).subscription(async function* ({ ctx, signal }) {
    if (ctx.recording !== null) yield* ctx.recording.states(signal ?? never);
  }),
  events: t.procedure.input(streamInput).subscription(async function* ({ ctx, input, signal }) {
    if (ctx.recording !== null) yield* eventStream(ctx.recording, input?.lastEventId, signal ?? never);
  }),
});
