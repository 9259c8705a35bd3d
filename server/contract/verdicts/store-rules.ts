import { rulesAbout, uncountedWords } from './verdict-rule.ts';

/**
 * What happens to the stored session at the end of the response. Source: shouldDestroy, shouldSave, shouldTouch.
 * Inputs: `sameId` (the cookie's and the session's), `originalId` (the session still has the ID it began with),
 * `modified` (since it was loaded or made), `savedBefore` (by hand in this request), `changedSinceSave`, `resave`,
 * `saveUninitialized`, `unset`, `storeTouches`; `sid` (req.session.id) and `sessionID` (req.sessionID) where they differ, `message` of what was thrown; `unwritten` values that JSON does not keep, and `cookieChanged`, where there are such.
 */
export const storeRules = rulesAbout('store')({
  'destroy-unset': [
    'destroyed',
    'shouldDestroy',
    () => 'Destroyed: the handler took req.session away, and unset is ‘destroy’.',
  ],
  'nothing-no-session': [
    'nothing',
    'end: no session',
    () => 'Store left alone: at the end there was no req.session to save.',
  ],
  'nothing-bogus-id': ['nothing', 'shouldSave', () => 'Store left alone: req.sessionID is not a string.'],
  'save-new-modified': [
    'saved',
    'shouldSave: isModified',
    (i) => `Saved: the session is new, and something was put into it.${uncountedWords.unwritten(i)}`,
  ],
  'save-uninitialized': [
    'saved',
    'shouldSave',
    (i) =>
      `Saved although nothing${uncountedWords.butFor(i)} was put into it: the session is new, and saveUninitialized is on.${uncountedWords.unwritten(i)}`,
  ],
  'nothing-uninitialized': [
    'nothing',
    'shouldSave: isModified',
    (i) =>
      `Not saved: the session is new and nothing${uncountedWords.butFor(i)} was put into it, and saveUninitialized is off.${uncountedWords.unwritten(i)}`,
  ],
  'save-modified': [
    'saved',
    'shouldSave: isSaved',
    (i) => `Saved: the session changed during the request.${uncountedWords.unwritten(i)}`,
  ],
  'save-resave': [
    'saved',
    'shouldSave: isSaved',
    (i) =>
      `Saved although nothing${uncountedWords.butFor(i)} changed, because resave is on: the whole old copy is written back.${uncountedWords.unwritten(i)}`,
  ],
  'save-regenerated': [
    'saved',
    'shouldSave: isSaved',
    () => 'Saved: the session has another ID than when the request began.',
  ],
  'save-changed-after-save': [
    'saved',
    'shouldSave: isSaved',
    () => 'Saved again: the session changed after the handler had saved it.',
  ],
  'save-under-other-id': [
    'saved',
    'Session.save: this.id',
    (i) =>
      `Saved under the session’s own ID ${i['sid']}: req.session is not the session of req.sessionID (${i['sessionID']}), which is what a cookie would name.`,
  ],
  'touch-under-other-id': [
    'touched',
    'shouldTouch',
    (i) =>
      `Touched, not saved: the expiry moves of what is stored under req.sessionID (${i['sessionID']}), though req.session is another one (${i['sid']}).`,
  ],
  'nothing-other-id': [
    'nothing',
    'shouldTouch',
    (i) =>
      `Store left alone: req.session (${i['sid']}) has nothing new to save, and it is not touched, since it is not the session of req.sessionID (${i['sessionID']}).`,
  ],
  'nothing-unserializable': [
    'failed',
    'hash: JSON.stringify',
    (i) =>
      `Not saved: the session cannot be written as JSON (${i['message']}). express-session throws out of res.end, and what it has put in the place of res.end does nothing the second time: this response never ends.`,
  ],
  'nothing-not-a-session': [
    'failed',
    'end: req.session.touch',
    (i) =>
      `Not saved: what is in req.session now is no session, it has no ${i['lacks']} (${i['message']}). express-session throws out of res.end, and what it has put in the place of res.end does nothing the second time: this response never ends. Put values into req.session; never replace it.`,
  ],
  'end-threw': [
    'failed',
    'end',
    (i) =>
      `res.end threw: ${i['message']}. What express-session has put in the place of res.end does nothing the second time, so this response never ends, unless the store answers its call after all.`,
  ],
  'touch-unmodified': [
    'touched',
    'shouldTouch',
    (i) =>
      `Touched, not saved: nothing${uncountedWords.butFor(i)} changed, and resave is off. The store is asked to move the session’s expiry.${uncountedWords.unwritten(i)}`,
  ],
  'touch-already-saved': [
    'touched',
    'shouldTouch',
    () => 'Touched: the handler had already saved the session, and nothing changed after that.',
  ],
  'nothing-no-touch': [
    'nothing',
    'end: storeImplementsTouch',
    () =>
      'Store left alone: nothing needs saving, and this store has no touch method, so its expiry does not move.',
  ],
  'nothing-already-saved': [
    'nothing',
    'shouldTouch',
    () => 'Store left alone: the handler had already saved the new session, and nothing changed after that.',
  ],
});

export type StoreRule = keyof typeof storeRules;
