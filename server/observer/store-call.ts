import type { StoreOperation } from '../contract/events.ts';
import { currentRecorder, type Recorder, recorders } from './recorder.ts';
import type { LiveSession } from './session-request.ts';
import type { Emit } from './settings.ts';
import { dataText, textOf } from './snapshot.ts';
import type { Stored, StoreMirror } from './store-mirror.ts';

export type Method = (this: unknown, ...args: unknown[]) => unknown;
type Listened = { readonly mirror: StoreMirror; readonly listeners: Set<Emit> };
type Call = {
  operation: StoreOperation;
  sid: string | null;
  session: LiveSession | null;
  text: string | null;
};
type Answer = { error: string | null; found: string | null };

let calls = 0;

/** The method, telling when it is called and what it answers. Callback, `this` and return value pass through. */
export const tellCall = (tap: Listened, operation: StoreOperation, method: Method): Method =>
  function called(this: unknown, ...args) {
    const call = readCall(operation, args);
    const recorder = recorderOf(call.session) ?? currentRecorder.getStore();
    const before = tap.mirror.stored(call.sid);
    if (call.session !== null && recorder?.req.session === call.session) recorder.look('store');
    if (operation === 'destroy') recorder?.look('store');
    recorder?.onEndCall?.(operation);
    const answer = tell(tap, recorder, call, before);

    const last = args.length - 1;
    const callback = args[last];
    if (typeof callback !== 'function') return answerDirectly(answer, () => method.apply(this, args));
    const answered = function answered(this: unknown, ...values: unknown[]) {
      answer({ error: messageOf(values[0]), found: operation === 'get' ? textOfFound(values[1]) : null });
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
  let isAnswered = false;
  return ({ error, found }) => {
    if (isAnswered) return;
    isAnswered = true;
    let after = written ?? tap.mirror.stored(sid);
    if (operation === 'get' && sid !== null && error === null) {
      after = tap.mirror.found(sid, found, before);
      if (recorder !== undefined)
        recorder.found = found === null ? undefined : { text: found, version: after.version };
    }
    for (const emit of emitters) {
      const stored = { after: after.text, version: after.version };
      emit({ type: 'store-answered', request, call: number, operation, sid, found, ...stored, error });
    }
  };
}

/** Follows a write in the mirror, and in what the request knows of its own copy. Returns what is stored then. */
function follow(mirror: StoreMirror, recorder: Recorder | undefined, call: Call): Stored | undefined {
  const { operation, sid, session, text } = call;
  if (operation === 'clear') mirror.clear();
  if (sid === null) return undefined;
  if (operation === 'destroy') mirror.remove(sid);
  if (operation === 'touch') mirror.touch(sid, session?.cookie);
  if (operation !== 'set') return undefined;
  const stored = mirror.set(sid, text);
  if (recorder !== undefined && session !== null && recorder.req.session === session) {
    recorder.base = stored.version;
    recorder.savedText = dataText(session);
    recorder.savedByHand = true;
  }
  return stored;
}

function readCall(operation: StoreOperation, [first, second]: unknown[]): Call {
  const sid = typeof first === 'string' ? first : null;
  const isWrite = operation === 'set' || operation === 'touch';
  const session = isWrite && isSession(second) ? second : null;
  return { operation, sid, session, text: session === null ? null : textOf(session) };
}

const isSession = (value: unknown): value is LiveSession => typeof value === 'object' && value !== null;

/** A session knows its request, so that a save is told as that request's even where the async context was lost. */
const recorderOf = (session: LiveSession | null): Recorder | undefined =>
  session?.req === undefined ? undefined : recorders.get(session.req);

function answerDirectly(answer: (answer: Answer) => void, run: () => unknown): unknown {
  const result = run();
  answer({ error: null, found: null });
  return result;
}

const textOfFound = (value: unknown): string | null => (value ? textOf(value) : null);

function messageOf(error: unknown): string | null {
  if (error === null || error === undefined) return null;
  return error instanceof Error ? error.message : String(error);
}
