import type { CookieRule } from '../contract/verdicts/cookie-rules.ts';

/** What the decision on Set-Cookie looks at, when the headers are written. */
export type CookieInputs = {
  hasSession: boolean;
  sid: unknown;
  cookieSid: string | undefined;
  keepsOriginalId: boolean;
  modified: boolean;
  hasExpiry: boolean;
  rolling: boolean;
  saveUninitialized: boolean;
  secureCookie: boolean;
  secureConnection: boolean;
};

/** Which rule decides. Source: express-session 1.19, the on-headers listener and `shouldSetCookie`. */
export function decideCookie(i: CookieInputs): CookieRule {
  if (!i.hasSession) return 'no-cookie-no-session';
  if (typeof i.sid !== 'string') return 'no-cookie-bogus-id';
  const rule = i.sid === i.cookieSid ? sameIdRule(i) : newIdRule(i);
  const isWanted = !rule.startsWith('no-');
  return isWanted && i.secureCookie && !i.secureConnection ? 'no-cookie-insecure' : rule;
}

function newIdRule(i: CookieInputs): CookieRule {
  if (!i.keepsOriginalId) return 'cookie-for-regenerated';
  if (i.modified) return 'cookie-for-new-modified';
  return i.saveUninitialized ? 'cookie-for-new-session' : 'no-cookie-for-untouched';
}

function sameIdRule(i: CookieInputs): CookieRule {
  if (i.rolling) return 'cookie-rolling';
  if (!i.modified) return 'no-cookie-unmodified';
  return i.hasExpiry ? 'cookie-expiry-renewed' : 'no-cookie-without-expiry';
}
