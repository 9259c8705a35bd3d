import { rulesAbout, uncountedWords, type VerdictInputs } from './verdict-rule.ts';

/** In which of the ways of `issecure` (and of Express's req.secure, which it asks) a connection is not seen as secure. */
export const insecureWays = {
  'no-trust': (i) =>
    `it is plain http, Express trusts no proxy (‘trust proxy’ is not set), and ${cameWords(i)}`,
  'address-not-trusted': (i) =>
    `${cameWords(i)}, but ‘trust proxy’ (${i['trust']}) does not cover the address that the request came from`,
  'proxy-does-not-say': (i) => `‘trust proxy’ (${i['trust']}) is set, and ${cameWords(i)}`,
  'option-off': (i) => `the option proxy is false, so that no header is looked at; ${cameWords(i)}`,
  'option-on': (i) => `the option proxy is true, and ${cameWords(i)}`,
  'no-express': (i) => `there is no req.secure, which Express would have set; ${cameWords(i)}`,
} satisfies Record<string, (inputs: VerdictInputs) => string>;
export type InsecureWay = keyof typeof insecureWays;

/** Which header came. `similar`: headers that look as if they were meant. */
const cameWords = ({ header, similar }: VerdictInputs): string => {
  if (header !== null) return `X-Forwarded-Proto: ${header} came`;
  return `no X-Forwarded-Proto came${similar ? `, only ${similar}` : ''}`;
};

function insecureWords(inputs: VerdictInputs): string {
  const way = Object.entries(insecureWays).find(([name]) => name === inputs['way'])?.[1];
  return way === undefined ? '' : `: ${way(inputs)}`;
}

/**
 * Whether Set-Cookie is sent. Source: shouldSetCookie and the on-headers listener.
 * Inputs: `sameId` (cookie's and session's), `originalId` (still the one it began with), `saveUninitialized`, `rolling`, `modified`, `expires` (cookie has one),
 * `secureCookie`, `secureConnection`, `secretIndex` where sent; `beforeEnd` where the headers were out before the end, so that what comes after them had no part in it; `sid` (req.session.id) and `sessionID` (req.sessionID) where they differ; `way` in which the connection is not seen as
 * secure (see `insecureWays`), the `header` X-Forwarded-Proto that came, `similar` ones, and the `trust` that is set.
 */
export const cookieRules = rulesAbout('set-cookie')({
  'cookie-for-new-session': [
    'sent',
    'shouldSetCookie',
    () =>
      'Cookie sent: the session is new, and saveUninitialized is on, so even an empty one gets its cookie.',
  ],
  'cookie-for-new-modified': [
    'sent',
    'shouldSetCookie',
    () => 'Cookie sent: the session is new to this browser, and something was put into it.',
  ],
  'cookie-for-regenerated': [
    'sent',
    'shouldSetCookie: isModified',
    () => 'Cookie sent: the session got a new ID during the request, and the browser must learn it.',
  ],
  'no-cookie-for-untouched': [
    'withheld',
    'shouldSetCookie',
    (i) =>
      i['beforeEnd']
        ? 'No cookie: when the headers were written, before the response ended, the session was new and nothing had been put into it yet, and saveUninitialized is off.'
        : `No cookie: the session is new and nothing${uncountedWords.butFor(i)} was put into it, and saveUninitialized is off.`,
  ],
  'cookie-rolling': [
    'sent',
    'shouldSetCookie',
    () => 'Cookie sent again: rolling is on, so every response renews it.',
  ],
  'cookie-expiry-renewed': [
    'sent',
    'shouldSetCookie',
    () => 'Cookie sent again: the session changed and its cookie has an expiry, which starts anew.',
  ],
  'no-cookie-unmodified': [
    'withheld',
    'shouldSetCookie',
    (i) =>
      i['beforeEnd']
        ? 'No cookie: the browser has it already, rolling is off, and when the headers were written, before the response ended, the session had not changed yet.'
        : `No cookie: the browser has it already, ${i['unwritten'] || i['cookieChanged'] ? `nothing${uncountedWords.butFor(i)} changed in the session` : 'the session did not change'}, and rolling is off.`,
  ],
  'no-cookie-without-expiry': [
    'withheld',
    'shouldSetCookie',
    () =>
      'No cookie: the session changed, but the browser has its cookie already, and that has no expiry to renew.',
  ],
  'no-cookie-insecure': [
    'withheld',
    'on-headers: issecure',
    (i) =>
      `Cookie silently withheld: it is Secure, and this connection is not seen as secure${insecureWords(i)}. Nothing is logged and no error is raised.`,
  ],
  'cookie-for-other-id': [
    'sent',
    'on-headers: setcookie',
    (i) =>
      `Cookie sent for req.sessionID (${i['sessionID']}), which is not the ID of req.session (${i['sid']}): it does not lead to what is saved of this session.`,
  ],
  'no-cookie-for-other-id': [
    'withheld',
    'shouldSetCookie',
    (i) =>
      `No cookie: none is due for req.sessionID (${i['sessionID']}). What is in req.session is another session (${i['sid']}), of which no cookie tells.`,
  ],
  'no-cookie-no-session': [
    'withheld',
    'on-headers',
    () => 'No cookie: when the headers were written there was no req.session.',
  ],
  'no-cookie-bogus-id': ['withheld', 'shouldSetCookie', () => 'No cookie: req.sessionID is not a string.'],
  'cookie-threw': [
    'failed',
    'on-headers',
    (i) =>
      `No cookie, and no headers either for now: express-session threw as they were about to be written (${i['message']}).`,
  ],
  'cookie-not-serializable': [
    'failed',
    'setcookie',
    (i) => `The cookie could not be written: ${i['message']}. The error goes to Express, after the headers.`,
  ],
});

export type CookieRule = keyof typeof cookieRules;
