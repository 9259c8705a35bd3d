import { rulesAbout } from './verdict-rule.ts';

/**
 * What a handler did to its session too late: after the headers were written, or after the response was ended.
 * Inputs: `isFound` (a browser knows the ID of what was changed after the end); `sid` (req.sessionID at the end), `sentFor` (the ID for which a cookie had gone out; null for none).
 */
export const lateRules = rulesAbout('late')({
  'headers-out-new-session': [
    'too late',
    'on-headers',
    () =>
      'Too late for a cookie: the headers were out already when something was put into this new session. No browser learns its ID, so whatever is saved of it is found by nobody.',
  ],
  'headers-out-new-id': [
    'too late',
    'on-headers',
    (i) =>
      `Too late for a cookie: the headers were out already when the session got its new ID. No browser learns it; what this one sends next is ${i['sentFor'] === null ? 'the cookie that it had before, if any' : 'the cookie of the ID before, which went out with the headers'}.`,
  ],
  'headers-out-expiry': [
    'too late',
    'on-headers',
    () =>
      'Too late for a cookie: the headers were out already when the session changed. It keeps its ID, but the browser keeps the old expiry too.',
  ],
  'changed-after-end': [
    'not saved',
    'end',
    (i) =>
      `Changed after the response was ended, when express-session had done with the session: nobody saves the change. Change the session before res.end (or res.send, res.json)${i['isFound'] ? ', or call req.session.save() afterwards' : '; saved afterwards it would be found by nobody, since no browser was told its ID'}.`,
  ],
});

export type LateRule = keyof typeof lateRules;
