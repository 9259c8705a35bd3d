import type { StoreOperation } from '../contract/events/events.ts';
import { decideStore } from './decide-store.ts';
import type { ReadOptions } from './options.ts';
import type { Recorder } from './recorder.ts';

const actuals: Partial<Record<StoreOperation, string>> = {
  set: 'saved',
  touch: 'touched',
  destroy: 'destroyed',
};

/** Computes which rule decides about the store, as the middleware is about to. */
export function watchStore(recorder: Recorder, options: ReadOptions): void {
  recorder.storeDecided = true;
  const { saved, savedByHand, cookieSid } = recorder;
  const { resave, saveUninitialized, unset, storeTouches } = options;
  const { session, sessionID: sid } = recorder.req;
  const data = recorder.look('end', session);
  const keepsOriginalId = recorder.keepsOriginalId(session);
  const modified = !keepsOriginalId || recorder.original !== data;
  const isAsSaved = saved === data;
  const rule = decideStore({
    hasSession: Boolean(session),
    isUnset: session === null || session === undefined,
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
  recorder.storeExpected = {
    rule,
    inputs: {
      sameId: sid === cookieSid,
      originalId: keepsOriginalId,
      modified,
      savedBefore: savedByHand,
      changedSinceSave: savedByHand && !isAsSaved,
      resave,
      saveUninitialized,
      unset,
      storeTouches,
    },
  };
}

/** Tells what the middleware does with the store at the end: its first call, or null when it makes none. */
export function tellStore(recorder: Recorder, operation: StoreOperation | null): void {
  const { storeExpected } = recorder;
  if (storeExpected === undefined) return;
  recorder.storeExpected = undefined;
  const actual = operation === null ? 'nothing' : (actuals[operation] ?? operation);
  recorder.tellVerdict(storeExpected.rule, storeExpected.inputs, actual);
}
