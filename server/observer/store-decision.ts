import type { StoreOperation } from '../contract/events/events.ts';
import type { StoreRule } from '../contract/verdicts/store-rules.ts';
import type { ReadOptions } from './options.ts';
import type { Recorder } from './recorder.ts';
import { bothIds, hasOtherId } from './session-request.ts';
import { type Data, isSameData, messageOf } from './snapshot.ts';
import { uncountedIn } from './uncounted.ts';

const actuals: Partial<Record<StoreOperation, string>> = {
  set: 'saved',
  touch: 'touched',
  destroy: 'destroyed',
};

/** Computes which rule decides about the store, as the middleware is about to. Returns the session's data as it then is. */
export function watchStore(recorder: Recorder, options: ReadOptions): Data | null {
  recorder.storeDecided = true;
  const { saved, savedByHand, cookieSid } = recorder;
  const { resave, saveUninitialized, unset, storeTouches } = options;
  const { session, sessionID: sid } = recorder.req;
  const data = recorder.look('end', session);
  if (recorder.isUnread) return null;
  const keepsOriginalId = recorder.keepsOriginalId(session);
  const modified = !keepsOriginalId || !isSameData(recorder.original, data);
  const isAsSaved = saved !== undefined && isSameData(saved, data);
  const isOtherId = hasOtherId(recorder.req);
  const rule = decideStore({
    hasSession: Boolean(session),
    isUnset: session === null || session === undefined,
    lacks: session ? lackOf(session, recorder.cookieSentFor !== undefined) : null,
    isWritable: data !== null,
    isOtherId,
    sid,
    cookieSid,
    keepsOriginalId,
    modified,
    hasSaved: saved !== undefined,
    isAsSaved,
    savedByHand,
    resave,
    saveUninitialized,
    unset,
    storeTouches,
  });
  const inputs = {
    ...uncountedIn(session, data, { original: recorder.original, begun: recorder.cookieBegun }),
    sameId: sid === cookieSid,
    originalId: keepsOriginalId,
    modified,
    savedBefore: savedByHand,
    changedSinceSave: savedByHand && !isAsSaved,
    resave,
    saveUninitialized,
    unset,
    storeTouches,
  };
  recorder.storeExpected = { rule, inputs: isOtherId ? { ...inputs, ...bothIds(recorder.req) } : inputs };
  return data;
}

/** What express-session needs of a session at the end, and this one does not have. */
function lackOf(session: { touch?: unknown; save?: unknown }, isTouched: boolean): 'touch' | 'save' | null {
  if (!isTouched && typeof session.touch !== 'function') return 'touch';
  return typeof session.save === 'function' ? null : 'save';
}

/** Tells that express-session threw out of `res.end`, with why where that is known. */
export function emitEndThrew(recorder: Recorder, error: unknown): void {
  const { storeExpected } = recorder;
  recorder.storeExpected = undefined;
  const { rule, inputs } = storeExpected ?? { rule: undefined, inputs: {} };
  const [message = ''] = messageOf(error).split('\n', 1);
  const { session } = recorder.req;
  if (rule === 'nothing-not-a-session' && session) {
    const lacks = lackOf(session, recorder.cookieSentFor !== undefined);
    recorder.emitVerdict(rule, { ...inputs, message, lacks }, 'failed');
  } else {
    const isForeseen = rule === 'nothing-unserializable';
    recorder.emitVerdict(isForeseen ? rule : 'end-threw', { ...inputs, message }, 'failed');
  }
}

/** Tells what the middleware does with the store at the end: its first call, or null when it makes none. */
export function emitStore(recorder: Recorder, operation: StoreOperation | null): void {
  const { storeExpected } = recorder;
  if (storeExpected === undefined) return;
  recorder.storeExpected = undefined;
  const actual = operation === null ? 'nothing' : (actuals[operation] ?? operation);
  recorder.emitVerdict(storeExpected.rule, storeExpected.inputs, actual);
}

/** What the decision at the end of a response looks at. */
type StoreInputs = {
  hasSession: boolean;
  /** `req.session == null`: what `unset: 'destroy'` asks, which a session set to false is not. */
  isUnset: boolean;
  /** The method that it would need and does not have. */
  lacks: 'touch' | 'save' | null;
  /** Whether JSON can write it. */
  isWritable: boolean;
  /** `req.session` has another ID than `req.sessionID`. */
  isOtherId: boolean;
  sid: unknown;
  cookieSid: string | undefined;
  keepsOriginalId: boolean;
  modified: boolean;
  /** Whether express-session has taken a session for saved, and whether it had the data that this one has. */
  hasSaved: boolean;
  isAsSaved: boolean;
  savedByHand: boolean;
  resave: boolean;
  saveUninitialized: boolean;
  unset: 'keep' | 'destroy';
  storeTouches: boolean;
};

/** Which rule decides. Source: express-session 1.19, `end`, `shouldDestroy`, `shouldSave`, `shouldTouch`. */
function decideStore(i: StoreInputs): StoreRule {
  if (i.sid && i.unset === 'destroy' && i.isUnset) return 'destroy-unset';
  if (!i.hasSession) return 'nothing-no-session';
  if (i.lacks === 'touch') return 'nothing-not-a-session';
  if (typeof i.sid !== 'string') return 'nothing-bogus-id';
  // Its hash is taken only where its ID does not tell enough already.
  if (!i.isWritable && i.keepsOriginalId) return 'nothing-unserializable';
  if (!shouldSave(i)) return keepRule(i);
  return i.lacks === null ? saveRule(i) : 'nothing-not-a-session';
}

function shouldSave(i: StoreInputs): boolean {
  const isSaved = i.keepsOriginalId && i.hasSaved && i.isAsSaved;
  return !i.saveUninitialized && !i.hasSaved && i.cookieSid !== i.sid ? i.modified : !isSaved;
}

function saveRule(i: StoreInputs): StoreRule {
  if (i.isOtherId) return 'save-under-other-id';
  if (!i.keepsOriginalId) return 'save-regenerated';
  if (i.savedByHand) return 'save-changed-after-save';
  if (i.cookieSid !== i.sid) return i.modified ? 'save-new-modified' : 'save-uninitialized';
  return i.modified ? 'save-modified' : 'save-resave';
}

function keepRule(i: StoreInputs): StoreRule {
  if (i.isOtherId)
    return i.cookieSid === i.sid && i.storeTouches ? 'touch-under-other-id' : 'nothing-other-id';
  if (i.cookieSid !== i.sid) return i.savedByHand ? 'nothing-already-saved' : 'nothing-uninitialized';
  if (!i.storeTouches) return 'nothing-no-touch';
  return i.savedByHand ? 'touch-already-saved' : 'touch-unmodified';
}
