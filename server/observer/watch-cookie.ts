import type { ServerResponse } from 'node:http';
import { verdictRules } from '../contract/verdicts/verdict.ts';
import { decideCookie } from './decide-cookie.ts';
import { isSecure, type ReadOptions } from './options.ts';
import type { Recorder } from './recorder.ts';
import { setCookieLines } from './set-cookie-lines.ts';

/** Computes which rule decides about Set-Cookie, and tells it once the middleware has decided. */
export function watchCookie(recorder: Recorder, options: ReadOptions, res: ServerResponse): void {
  if (recorder.cookieDecided) return;
  recorder.cookieDecided = true;
  const { req } = recorder;
  const text = recorder.look('headers');
  const session = req.session ?? undefined;
  const cookie = session?.cookie;
  const inputs = {
    hasSession: Boolean(session),
    sid: req.sessionID,
    cookieSid: recorder.cookieSid,
    keepsOriginalId: recorder.keepsOriginalId,
    modified: recorder.isModified(text),
    hasExpiry: cookie?.expires !== null && cookie?.expires !== undefined,
    rolling: options.rolling,
    saveUninitialized: options.saveUninitialized,
    secureCookie: Boolean(cookie?.secure),
    secureConnection: isSecure(req, options.proxy),
  };
  const { sid, cookieSid, keepsOriginalId, ...shown } = inputs;
  const linesBefore = sessionCookieLines(res, options.name, sid);
  recorder.onHeadersReady = () => {
    recorder.onHeadersReady = undefined;
    const isSent = sessionCookieLines(res, options.name, req.sessionID) > linesBefore;
    const rule = decideCookie(inputs);
    const fault =
      !isSent && verdictRules[rule].decision === 'sent' ? serializeFault(recorder, options) : undefined;
    recorder.emit({
      type: 'verdict',
      request: recorder.id,
      verdict: {
        rule: fault === undefined ? rule : 'cookie-not-serializable',
        inputs: {
          sameId: sid === cookieSid,
          originalId: keepsOriginalId,
          ...shown,
          ...(fault === undefined ? {} : { message: fault }),
        },
        actual: isSent ? 'sent' : fault === undefined ? 'withheld' : 'failed',
      },
    });
  };
}

/** Lines that carry this session's ID: one of the same name, or of another session, may be the handler's own. */
function sessionCookieLines(res: ServerResponse, name: string, sid: unknown): number {
  const lines = setCookieLines(res);
  if (lines.length === 0 || typeof sid !== 'string' || !sid.isWellFormed()) return 0;
  const start = `${name}=${encodeURIComponent(`s:${sid}.`)}`;
  return lines.filter((line) => line.startsWith(start)).length;
}

/** Why the cookie cannot be written, where it cannot: it writes itself as the middleware would. */
function serializeFault({ req }: Recorder, { name }: ReadOptions): string | undefined {
  try {
    req.session?.cookie?.serialize?.(name, 's:');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
