import type { StoreRule } from '../contract/verdicts/store-rules.ts';

/** What the decision at the end of a response looks at. */
export type StoreInputs = {
  hasSession: boolean;
  /** `req.session == null`: what `unset: 'destroy'` asks, which a session set to false is not. */
  isUnset: boolean;
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
export function decideStore(i: StoreInputs): StoreRule {
  if (i.sid && i.unset === 'destroy' && i.isUnset) return 'destroy-unset';
  if (!i.hasSession) return 'nothing-no-session';
  if (typeof i.sid !== 'string') return 'nothing-bogus-id';
  return shouldSave(i) ? saveRule(i) : keepRule(i);
}

function shouldSave(i: StoreInputs): boolean {
  const isSaved = i.keepsOriginalId && i.hasSaved && i.isAsSaved;
  return !i.saveUninitialized && !i.hasSaved && i.cookieSid !== i.sid ? i.modified : !isSaved;
}

function saveRule(i: StoreInputs): StoreRule {
  if (!i.keepsOriginalId) return 'save-regenerated';
  if (i.savedByHand) return 'save-changed-after-save';
  if (i.cookieSid !== i.sid) return i.modified ? 'save-new-modified' : 'save-uninitialized';
  return i.modified ? 'save-modified' : 'save-resave';
}

function keepRule(i: StoreInputs): StoreRule {
  if (i.cookieSid !== i.sid) return i.savedByHand ? 'nothing-already-saved' : 'nothing-uninitialized';
  if (!i.storeTouches) return 'nothing-no-touch';
  return i.savedByHand ? 'touch-already-saved' : 'touch-unmodified';
}
