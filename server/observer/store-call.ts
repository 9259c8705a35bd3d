import type { ObserverEvent, StoreOperation } from '../contract/events/events.ts';
import { currentRecorder, type Recorder, recorderOf } from './recorder.ts';
import { fastifyRequestOf, type LiveSession } from './session-request.ts';
import type { Listener } from './settings.ts';
import { isLong, messageOf, type SessionText, takeSession, wholeText } from './snapshot.ts';
import { emitStore } from './store-decision.ts';
import { nothing, type Stored, type StoreMirror } from './store-mirror.ts';

export type Method = (this: unknown, ...args: unknown[]) => unknown;
type Listened = {
  readonly mirror: StoreMirror;
  readonly listeners: Set<Listener>;
  /** The very text that the store keeps of a session, where it can be seen. */
  readonly keptText: (sid: string) => string | undefined;
};
type Call = {
  readonly tap: Listened;
  readonly recorder: Recorder | undefined;
  readonly operation: StoreOperation;
  readonly number: number;
  readonly sid: string | null;
  /** What the store is given. */
  readonly text: SessionText | null;
  /** The version of the request's copy, and what was stored, when it was called. */
  readonly base: number | null;
  readonly before: Stored;
  /** What is stored by it; undefined where it writes nothing. */
  written: Stored | undefined;
  isAnswered: boolean;
  /** A `get` was called when the store kept the very text that is known. */
  readonly isKnown: boolean;
};

let calls = 0;

/** The method, telling when it is called and what it answers. Callback, `this` and return value pass through. */
export const emitCall = (tap: Listened, operation: StoreOperation, method: Method): Method =>
  function called(this: unknown, ...args) {
    const call = begin(tap, operation, args);
    const last = args.length - 1;
    const callback = args[last];
    if (typeof callback === 'function') {
      args[last] = function answered(this: unknown, ...values: unknown[]) {
        answer(call, errorOf(values[0]), values[1]);
        return Reflect.apply(callback, this, values);
      };
      return apply(call, method, this, args);
    }
    const result = apply(call, method, this, args);
    answer(call, null, null);
    return result;
  };

/** What a store throws is its answer. */
function apply(call: Call, method: Method, self: unknown, args: unknown[]): unknown {
  try {
    const result: unknown = Reflect.apply(method, self, args);
    shareText(call);
    return result;
  } catch (error) {
    answer(call, messageOf(error), undefined);
    throw error;
  }
}

/** Tells of the call. */
function begin(tap: Listened, operation: StoreOperation, [first, second]: unknown[]): Call {
  const sid = typeof first === 'string' ? first : null;
  const session = (operation === 'set' || operation === 'touch') && isSession(second) ? second : null;
  const recorder =
    recorderOf(session?.req) ??
    recorderOf(session && fastifyRequestOf(session)) ??
    currentRecorder.getStore();
  const before = tap.mirror.stored(sid);
  const isOwn = session !== null && recorder?.takesForOwn(session) === true;
  // At the end of the response it was looked at just before.
  if (recorder?.storeExpected !== undefined) emitStore(recorder, operation);
  else if (isOwn || operation === 'destroy') recorder?.look('store');
  const isUnread = isOwn && recorder.isUnread;
  const text = session && !isUnread ? (isOwn ? recorder.take(session) : takeSession(session)) : null;
  if (operation === 'get' && recorder?.isArriving) recorder.cookieSid = sid ?? undefined;
  calls += 1;
  const base = baseOf(recorder, operation === 'set' && !isOwn ? sid : null);
  const call: Call = {
    tap,
    recorder,
    operation,
    number: calls,
    sid,
    text,
    base,
    before,
    written: undefined,
    isAnswered: false,
    isKnown: operation === 'get' && isKept(tap, sid, before.text),
  };
  emit(call, {
    type: 'store-called',
    request: recorder?.id ?? null,
    call: call.number,
    operation,
    sid,
    session: text && wholeText(text),
    base,
    before: before.text && wholeText(before.text),
    beforeVersion: before.version,
    at: recorder?.now() ?? 0,
  });
  // What is stored of a session that is not read is told when it is loaded again.
  call.written = isUnread ? undefined : follow(call);
  if (call.written === undefined || sid === null) return call;
  tap.mirror.begin(sid);
  if (isOwn && operation === 'set') recorder.base = call.written.version;
  return call;
}

/**
 * The version of the request's copy; of a session that is set and not the request's own (by a touch that gets and sets),
 * the one that was got last.
 */
function baseOf(recorder: Recorder | undefined, sid: string | null): number | null {
  const { base = null, found } = recorder ?? {};
  if (sid === null || found?.sid !== sid || found.version === null) return base;
  return Math.max(base ?? 0, found.version);
}

/** Tells of its answer, once. `raw`: what a `get` gave. */
function answer(call: Call, error: string | null, raw: unknown): void {
  if (call.isAnswered) return;
  call.isAnswered = true;
  const { tap, recorder, operation, sid, before, written } = call;
  const given =
    operation === 'get' && raw ? (call.isKnown ? before.text : takeSession(raw, before.text)) : null;
  let found: Stored = given === null ? nothing : { text: given, version: null };
  if (written !== undefined && sid !== null) {
    tap.mirror.end(sid);
    if (error !== null) {
      tap.mirror.revert(sid, written, before);
      if (operation === 'set' && recorder?.base === written.version) recorder.base = call.base;
    }
  }
  if (operation === 'get' && sid !== null && error === null) {
    found = tap.mirror.found(sid, given, before);
    if (recorder !== undefined) {
      recorder.found =
        found.text === null ? undefined : { sid, text: found.text, version: found.version, raw };
    }
  }
  const { text: after, version } = error === null ? heldAfter(call, found) : tap.mirror.stored(sid);
  emit(call, {
    type: 'store-answered',
    request: recorder?.id ?? null,
    call: call.number,
    operation,
    sid,
    found: found.text && wholeText(found.text),
    foundVersion: found.version,
    after: after && wholeText(after),
    version,
    error,
    at: recorder?.now() ?? 0,
  });
}

/** Keeps the store's own text of a long session in place of ours: it need not be read again as long as it is there. */
function shareText({ tap, sid, operation, text }: Call): void {
  if (sid === null || operation !== 'set' || !isLong(text)) return;
  const kept = tap.keptText(sid);
  if (kept === wholeText(text)) text.whole = kept;
}

const isKept = (tap: Listened, sid: string | null, text: SessionText | null): boolean =>
  sid !== null && isLong(text) && text.whole !== undefined && text.whole === tap.keptText(sid);

/** To the observer of the request that called; a call outside any request is told to all who listen to the store. */
function emit({ tap, recorder }: Call, event: ObserverEvent): void {
  if (recorder !== undefined) recorder.emit(event);
  else for (const { emit, now } of tap.listeners) emit({ ...event, at: now() });
}

/** What the store holds, as its answer tells. Another write that is under way is not there yet. */
function heldAfter({ tap: { mirror }, operation, sid, text, written }: Call, found: Stored): Stored {
  if (sid === null) return mirror.stored(sid);
  if (written !== undefined && operation !== 'touch') return mirror.answer(sid, written);
  if (!mirror.isPending(sid)) return mirror.answer(sid, mirror.stored(sid));
  return mirror.answer(sid, operation === 'touch' ? mirror.touched(sid, text) : found);
}

/** Follows a write in the mirror. Returns what is stored by it. */
function follow({ tap: { mirror }, operation, sid, text }: Call): Stored | undefined {
  if (operation === 'clear') mirror.clear();
  if (sid === null) return undefined;
  if (operation === 'destroy') mirror.remove(sid);
  else if (operation === 'touch') mirror.touch(sid, text);
  else if (operation === 'set') mirror.set(sid, text);
  else return undefined;
  return mirror.stored(sid);
}

const isSession = (value: unknown): value is LiveSession => typeof value === 'object' && value !== null;

const errorOf = (error: unknown): string | null =>
  error === null || error === undefined ? null : messageOf(error);
