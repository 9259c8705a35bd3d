import type { StoreOperation } from '../contract/events/events.ts';
import { currentRecorder, type Recorder, recorderOf } from './recorder.ts';
import type { LiveSession } from './session-request.ts';
import type { Emit } from './settings.ts';
import { textOf } from './snapshot.ts';
import type { Stored, StoreMirror } from './store-mirror.ts';

export type Method = (this: unknown, ...args: unknown[]) => unknown;
type Listened = { readonly mirror: StoreMirror; readonly listeners: Set<Emit> };
type Call = {
  operation: StoreOperation;
  sid: string | null;
  session: LiveSession | null;
  text: string | null;
};
type Answer = { error: string | null; found: unknown };

let calls = 0;

/** The method, telling when it is called and what it answers. Callback, `this` and return value pass through. */
export const tellCall = (tap: Listened, operation: StoreOperation, method: Method): Method =>
  function called(this: unknown, ...args) {
    const call = readCall(operation, args);
    const recorder = recorderOf(call.session?.req) ?? currentRecorder.getStore();
    const before = tap.mirror.stored(call.sid);
    const isOwn = call.session !== null && recorder?.req.session === call.session;
    // At the end of the response it was looked at just before.
    if (recorder?.onEndCall !== undefined) recorder.onEndCall(operation);
    else if (isOwn || operation === 'destroy') recorder?.look('store');
    const answer = tell(tap, recorder, call, before);

    const last = args.length - 1;
    const callback = args[last];
    if (typeof callback !== 'function') return answerDirectly(answer, () => method.apply(this, args));
    const answered = function answered(this: unknown, ...values: unknown[]) {
      answer({ error: messageOf(values[0]), found: operation === 'get' ? values[1] : null });
      return Reflect.apply(callback, this, values);
    };
    return method.apply(this, args.with(last, answered));
  };

/** Tells of the call, and returns what tells of its answer, once. */
function tell(
  tap: Listened,
  recorder: Recorder | undefined,
  call: Call,
  before: Stored,
): (answer: Answer) => void {
  const { operation, sid, text } = call;
  const request = recorder?.id ?? null;
  const emitters = recorder === undefined ? tap.listeners : [recorder.emit];
  if (operation === 'get' && recorder?.isArriving) recorder.cookieSid = sid ?? undefined;
  calls += 1;
  const number = calls;
  const base = recorder?.base ?? null;
  for (const emit of emitters) {
    emit({
      type: 'store-called',
      request,
      call: number,
      operation,
      sid,
      session: text,
      base,
      before: before.text,
      beforeVersion: before.version,
    });
  }
  const written = follow(tap.mirror, recorder, call);
  if (written !== undefined && sid !== null) tap.mirror.begin(sid);
  let isAnswered = false;
  return ({ error, found: raw }) => {
    if (isAnswered) return;
    isAnswered = true;
    const found = raw ? textOf(raw) : null;
    let foundVersion: number | null = null;
    if (written !== undefined && sid !== null) tap.mirror.end(sid);
    if (sid !== null && error !== null && written !== undefined) {
      tap.mirror.revert(sid, written, before);
      if (operation === 'set' && recorder?.base === written.version) recorder.noteStored(base, false);
    }
    if (operation === 'get' && sid !== null && error === null) {
      foundVersion = tap.mirror.found(sid, found, before).version;
      if (recorder !== undefined)
        recorder.found = found === null ? undefined : { text: found, version: foundVersion, raw };
    }
    const { text: after, version } =
      error === null
        ? heldAfter(tap.mirror, call, written, { text: found, version: foundVersion })
        : tap.mirror.stored(sid);
    const answered = { operation, sid, found, foundVersion, after, version, error };
    for (const emit of emitters) emit({ type: 'store-answered', request, call: number, ...answered });
  };
}

/** What the store holds, as its answer tells. Another write that is under way is not there yet. */
function heldAfter(
  mirror: StoreMirror,
  { operation, sid, session }: Call,
  written: Stored | undefined,
  found: Stored,
): Stored {
  if (sid === null) return mirror.stored(sid);
  if (written !== undefined && operation !== 'touch') return mirror.answer(sid, written);
  if (!mirror.isPending(sid)) return mirror.answer(sid, mirror.stored(sid));
  return mirror.answer(sid, operation === 'touch' ? mirror.touched(sid, session?.cookie) : found);
}

/** Follows a write in the mirror, and in what the request knows of its own copy. Returns what is stored by it. */
function follow(mirror: StoreMirror, recorder: Recorder | undefined, call: Call): Stored | undefined {
  const { operation, sid, session, text } = call;
  if (operation === 'clear') mirror.clear();
  if (sid === null) return undefined;
  if (operation === 'destroy') mirror.remove(sid);
  else if (operation === 'touch') mirror.touch(sid, session?.cookie, unchangedText(mirror, recorder, call));
  else if (operation === 'set') mirror.set(sid, text);
  else return undefined;
  const stored = mirror.stored(sid);
  const isOwn = session !== null && recorder?.req.session === session;
  if (isOwn && operation === 'set') recorder.noteStored(stored.version, true);
  return stored;
}

/** The text of a session that differs from what is stored in its cookie only, where that is known without parsing. */
function unchangedText(mirror: StoreMirror, recorder: Recorder | undefined, call: Call): string | null {
  const isOwn = call.session !== null && recorder?.req.session === call.session;
  const isUnchanged = isOwn && recorder.isAsLoaded && recorder.base === mirror.stored(call.sid).version;
  return isUnchanged ? call.text : null;
}

function readCall(operation: StoreOperation, [first, second]: unknown[]): Call {
  const sid = typeof first === 'string' ? first : null;
  const isWrite = operation === 'set' || operation === 'touch';
  const session = isWrite && isSession(second) ? second : null;
  return { operation, sid, session, text: session === null ? null : textOf(session) };
}

const isSession = (value: unknown): value is LiveSession => typeof value === 'object' && value !== null;

function answerDirectly(answer: (answer: Answer) => void, run: () => unknown): unknown {
  const result = run();
  answer({ error: null, found: null });
  return result;
}

function messageOf(error: unknown): string | null {
  if (error === null || error === undefined) return null;
  return error instanceof Error ? error.message : String(error);
}
