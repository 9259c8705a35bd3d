import type { EventBody, LogEvent, LogMessage, StoreOperation } from '../../server/contract/events/events.ts';
import { createLog, type EventLog, receive } from './log/event-log.ts';

/** Events one µs apart, or at the given times. */
export const logged = (bodies: ReadonlyArray<EventBody & { at?: number }>, firstSeq = 0): LogEvent[] =>
  bodies.map((body, i) => ({ ...body, seq: firstSeq + i, at: body.at ?? firstSeq + i }));

export const messageOf = (events: LogEvent[], about: Partial<LogMessage> = {}): LogMessage => ({
  epoch: 1,
  startedAt: 1_700_000_000_000,
  first: 0,
  horizon: null,
  events,
  ...about,
});

export const logOf = (bodies: ReadonlyArray<EventBody & { at?: number }>): EventLog =>
  receive(createLog(), messageOf(logged(bodies)));

/** A session's JSON text as express-session would hand it to a store. */
export const sessionText = (data: object): string =>
  JSON.stringify({ cookie: { originalMaxAge: null, expires: null, httpOnly: true, path: '/' }, ...data });

type Call = {
  request: string;
  call: number;
  sid: string;
  operation: StoreOperation;
  session?: object;
  base?: number | null;
  before?: [version: number, session: object] | null;
};

export const called = ({
  request,
  call,
  sid,
  operation,
  session,
  base = null,
  before = null,
}: Call): EventBody => ({
  type: 'store-called',
  request,
  call,
  operation,
  sid,
  session: session ? sessionText(session) : null,
  base,
  before: before && sessionText(before[1]),
  beforeVersion: before?.[0] ?? null,
});

export const answered = (
  { request, call, sid, operation }: Call,
  stored: [version: number, session: object] | null,
  error: string | null = null,
): EventBody => {
  const after = stored && sessionText(stored[1]);
  const found = operation === 'get' ? after : null;
  return {
    type: 'store-answered',
    request,
    call,
    operation,
    sid,
    found,
    after,
    version: stored?.[0] ?? null,
    error,
  };
};

let calls = 0;

/** A save by `request`, called and answered at once. */
export function save(
  request: string,
  session: object,
  { base, before, version }: { base: number | null; before: [number, object] | null; version: number },
): EventBody[] {
  const call: Call = { request, call: calls++, sid: 'sid-1', operation: 'set', session, base, before };
  return [called(call), answered(call, [version, session])];
}

export function destroy(request: string, before: [number, object]): EventBody[] {
  const call: Call = { request, call: calls++, sid: 'sid-1', operation: 'destroy', before };
  return [called(call), answered(call, null)];
}

export function load(request: string, found: [number, object] | null): EventBody[] {
  const call: Call = { request, call: calls++, sid: 'sid-1', operation: 'get' };
  return [called(call), answered(call, found)];
}
