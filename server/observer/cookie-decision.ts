import type { ServerResponse } from 'node:http';
import type { CookieRule } from '../contract/verdicts/cookie-rules.ts';
import { verdictRules } from '../contract/verdicts/verdict.ts';
import type { VerdictInputs } from '../contract/verdicts/verdict-rule.ts';
import { isSecure, type ReadOptions, whyInsecure } from './options.ts';
import type { Recorder } from './recorder.ts';
import { bothIds, hasOtherId, type SessionRequest } from './session-request.ts';
import { setCookieLines } from './set-cookie-lines.ts';
import { type Data, isSameData, messageOf } from './snapshot.ts';
import { uncountedIn } from './uncounted.ts';

/** Computes which rule decides about Set-Cookie, as the middleware is about to. `isBeforeEnd`: the handler may go on. */
export function watchCookie(
  recorder: Recorder,
  options: ReadOptions,
  res: ServerResponse,
  isBeforeEnd: boolean,
): void {
  if (recorder.cookieDecided) return;
  recorder.cookieDecided = true;
  const { req } = recorder;
  const data = recorder.lookAgain('headers', req.session);
  if (recorder.isUnread) return;
  const { rule, inputs } = cookieDecision(recorder, options, data);
  recorder.cookieExpected = {
    rule,
    inputs: isBeforeEnd ? { ...inputs, beforeEnd: true } : inputs,
    options,
    linesBefore: sessionCookieLines(res, options.name, req),
  };
}

/** The decision as it is, or would be, where the session's data is `data`. */
export function cookieDecision(
  recorder: Recorder,
  options: ReadOptions,
  data: Data | null,
): { rule: CookieRule; inputs: VerdictInputs } {
  const { req, cookieSid } = recorder;
  const { rolling, saveUninitialized } = options;
  const { session, sessionID: sid } = req;
  const keepsOriginalId = recorder.keepsOriginalId(session);
  const cookie = session?.cookie;
  const hasSession = Boolean(session);
  const modified = !keepsOriginalId || !isSameData(recorder.original, data);
  const hasExpiry = cookie?.expires !== null && cookie?.expires !== undefined;
  const secureCookie = Boolean(cookie?.secure);
  // Asked only where express-session asks: a function that trusts proxies is the app's own.
  const secureConnection = secureCookie ? isSecure(req, options.proxy) : null;
  const isOtherId = hasOtherId(req);
  const rule = decideCookie({
    hasSession,
    sid,
    cookieSid,
    keepsOriginalId,
    modified,
    hasExpiry,
    rolling,
    saveUninitialized,
    secureCookie,
    secureConnection,
    isOtherId,
  });
  const inputs = {
    sameId: sid === cookieSid,
    originalId: keepsOriginalId,
    hasSession,
    modified,
    hasExpiry,
    rolling,
    saveUninitialized,
    secureCookie,
    secureConnection,
  };
  if (rule === 'no-cookie-insecure')
    return { rule, inputs: { ...inputs, ...whyInsecure(req, options.proxy) } };
  if (rule === 'no-cookie-for-untouched' || rule === 'no-cookie-unmodified') {
    const { original, cookieBegun: begun } = recorder;
    return { rule, inputs: { ...uncountedIn(session, data, { original, begun }), ...inputs } };
  }
  return { rule, inputs: isOtherId ? { ...inputs, ...bothIds(req) } : inputs };
}

/** Tells whether the middleware has written a Set-Cookie; called when it has decided, just before the headers are written. */
export function emitCookie(recorder: Recorder, res: ServerResponse): void {
  const { cookieExpected, req } = recorder;
  if (cookieExpected === undefined) return;
  recorder.cookieExpected = undefined;
  const { rule, inputs, options, linesBefore } = cookieExpected;
  const isSent = sessionCookieLines(res, options.name, req) > linesBefore;
  if (isSent) recorder.cookieSentFor = req.sessionID;
  const isFault = !isSent && verdictRules[rule].decision === 'sent';
  const message = isFault ? serializeFault(recorder, options) : undefined;
  if (message === undefined) recorder.emitVerdict(rule, inputs, isSent ? 'sent' : 'withheld');
  else recorder.emitVerdict('cookie-not-serializable', { ...inputs, message }, 'failed');
}

/** Tells that express-session threw instead of deciding. */
export function emitCookieThrew(recorder: Recorder, error: unknown): void {
  const { cookieExpected } = recorder;
  if (cookieExpected === undefined) return;
  recorder.cookieExpected = undefined;
  recorder.emitVerdict('cookie-threw', { ...cookieExpected.inputs, message: messageOf(error) }, 'failed');
}

/** Lines that carry this session's ID: one of the same name, or of another session, may be the handler's own. */
export function sessionCookieLines(res: ServerResponse, name: string, req: SessionRequest): number {
  const lines = setCookieLines(res);
  if (lines.length === 0) return 0;
  const { sessionID: sid } = req;
  if (typeof sid !== 'string' || !sid.isWellFormed()) return 0;
  const start = `${name}=${encodeURIComponent(`s:${sid}.`)}`;
  let count = 0;
  for (const line of lines) if (line.startsWith(start)) count += 1;
  return count;
}

/** Why the cookie cannot be written, where it cannot: it writes itself as the middleware would. */
function serializeFault({ req }: Recorder, { name }: ReadOptions): string | undefined {
  try {
    req.session?.cookie?.serialize?.(name, 's:');
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

/** What the decision on Set-Cookie looks at, when the headers are written. */
type CookieInputs = {
  hasSession: boolean;
  sid: unknown;
  cookieSid: string | undefined;
  keepsOriginalId: boolean;
  modified: boolean;
  hasExpiry: boolean;
  rolling: boolean;
  saveUninitialized: boolean;
  secureCookie: boolean;
  /** null where nothing depends on it. */
  secureConnection: boolean | null;
  /** `req.session` has another ID than `req.sessionID`. */
  isOtherId: boolean;
};

/** Which rule decides. Source: express-session 1.19, the on-headers listener and `shouldSetCookie`. */
function decideCookie(i: CookieInputs): CookieRule {
  if (!i.hasSession) return 'no-cookie-no-session';
  if (typeof i.sid !== 'string') return 'no-cookie-bogus-id';
  const rule = i.sid === i.cookieSid ? sameIdRule(i) : newIdRule(i);
  const isWanted = !rule.startsWith('no-');
  if (isWanted && i.secureCookie && !i.secureConnection) return 'no-cookie-insecure';
  if (i.isOtherId) return isWanted ? 'cookie-for-other-id' : 'no-cookie-for-other-id';
  return rule;
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
