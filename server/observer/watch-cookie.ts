import type { ServerResponse } from 'node:http';
import { stringifySetCookie } from 'cookie';
import { verdictRules } from '../contract/verdict.ts';
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
  const linesBefore = sessionCookieLines(res, options.name);
  recorder.onHeadersReady = () => {
    recorder.onHeadersReady = undefined;
    const isSent = sessionCookieLines(res, options.name) > linesBefore;
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

const sessionCookieLines = (res: ServerResponse, name: string): number =>
  setCookieLines(res).filter((line) => line.startsWith(`${name}=`)).length;

/** Why the cookie cannot be written, where it cannot. */
function serializeFault({ req }: Recorder, { name }: ReadOptions): string | undefined {
  const { path, domain, expires, sameSite, priority } = req.session?.cookie ?? {};
  try {
    stringifySetCookie(name, 's:', {
      ...(path && { path }),
      ...(domain && { domain }),
      ...(expires && { expires }),
      ...(sameSite && { sameSite }),
      ...(priority && { priority }),
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
