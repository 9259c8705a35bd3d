import type { StoreOperation } from '../contract/events/events.ts';
import { decideStore } from './decide-store.ts';
import type { ReadOptions } from './options.ts';
import type { Recorder } from './recorder.ts';

const actuals: Partial<Record<StoreOperation, string>> = {
  set: 'saved',
  touch: 'touched',
  destroy: 'destroyed',
};

/** Computes which rule decides about the store, and tells it when the middleware calls the store, or goes on without. */
export function watchStore(recorder: Recorder, options: ReadOptions): void {
  recorder.storeDecided = true;
  const { req } = recorder;
  const text = recorder.look('end');
  const { session, sessionID: sid } = req;
  const inputs = {
    hasSession: Boolean(session),
    isUnset: session === null || session === undefined,
    sid,
    cookieSid: recorder.cookieSid,
    keepsOriginalId: recorder.keepsOriginalId,
    modified: recorder.isModified(text),
    text,
    savedText: recorder.savedText,
    savedByHand: recorder.savedByHand,
    resave: options.resave,
    saveUninitialized: options.saveUninitialized,
    unset: options.unset,
    storeTouches: options.storeTouches,
  };
  const tell = (actual: string) => {
    recorder.onEndCall = undefined;
    const { keepsOriginalId, modified, savedByHand, resave, saveUninitialized, unset, storeTouches } = inputs;
    recorder.emit({
      type: 'verdict',
      request: recorder.id,
      verdict: {
        rule: decideStore(inputs),
        inputs: {
          sameId: sid === recorder.cookieSid,
          originalId: keepsOriginalId,
          modified,
          savedBefore: savedByHand,
          changedSinceSave: savedByHand && inputs.savedText !== text,
          resave,
          saveUninitialized,
          unset,
          storeTouches,
        },
        actual,
      },
    });
  };
  recorder.onEndCall = (operation) =>
    tell(operation === null ? 'nothing' : (actuals[operation] ?? operation));
}
