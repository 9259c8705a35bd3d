import type { CipherKey } from 'node:crypto';
import { parseCookie } from 'cookie';
import { unsign } from 'cookie-signature';
import type { SessionRule } from '../contract/verdicts/session-rules.ts';
import type { ReadOptions } from './options.ts';
import type { Recorder } from './recorder.ts';
import type { LiveSession, SessionRequest } from './session-request.ts';
import { dataOf, messageOf, takeSession, wordFor } from './snapshot.ts';

/** How the middleware ended its look for a session: the error it passed on, whether the store was connected, what it found. */
export type Arrival = {
  error: unknown;
  connected: boolean;
  session: LiveSession | null | undefined;
  sid: unknown;
};

/** Tells where the request's session came from, and notes what later decisions compare with. */
export function emitArrival(recorder: Recorder, options: ReadOptions, arrival: Arrival): void {
  recorder.isArriving = false;
  const { session, sid } = arrival;
  const { rule, inputs } = decideArrival(recorder, options, arrival);
  recorder.emitVerdict(rule, inputs, actualArrival(recorder, arrival));
  if (!session) return;
  recorder.originalId = sid;
  const { found } = recorder;
  if (found === undefined) {
    const generated = takeSession(session);
    recorder.original = generated?.data ?? null;
    recorder.emitSession('generated', session, generated);
    return;
  }
  // The hash is of what was stored; a key that a session has itself, such as `touch`, does not get into the session.
  const original = found.text.isInParts ? found.text.data : dataOf(Object(found.raw));
  recorder.original = original;
  if (!options.resave) recorder.saved = original;
  recorder.base = found.version;
  const isWhole = Object.keys(session).length === Object.keys(Object(found.raw)).length;
  recorder.emitSession('loaded', session, found.text, isWhole ? original : dataOf(session));
}

function decideArrival(recorder: Recorder, options: ReadOptions, arrival: Arrival) {
  const { req, cookieSid } = recorder;
  const { error, connected, session, sid } = arrival;
  const secrets = options.secrets ?? (req.secret ? [req.secret] : []);
  const { name } = options;
  const inputs = { name, secrets: secrets.length };
  if (error !== undefined && error !== null) {
    const message = messageOf(error);
    const rule: SessionRule = secrets.length === 0 ? 'no-secret' : 'load-failed';
    return { rule, inputs: { ...inputs, message } };
  }
  if (!session) {
    const path = (req.originalUrl ?? req.url ?? '/').split('?', 1)[0] || '/';
    const isUnder = path.startsWith(options.cookiePath());
    const rule: SessionRule = connected && !isUnder ? 'path-mismatch' : 'store-disconnected';
    return {
      rule,
      inputs: { ...inputs, path, cookiePath: options.cookiePath(), connected },
    };
  }
  if (cookieSid === undefined) {
    const rule: SessionRule = whyNoCookie(req, name);
    return { rule, inputs: { ...inputs, sid: wordFor(sid) } };
  }
  const rule: SessionRule = recorder.found === undefined ? 'unknown-sid' : 'session-found';
  return { rule, inputs: { ...inputs, sid: cookieSid, secret: fittingSecret(req, name, secrets) } };
}

/** What can be seen on the request, apart from any rule. */
function actualArrival({ cookieSid }: Recorder, { error, session, sid }: Arrival): string {
  if (error !== undefined && error !== null) return 'error';
  if (!session) return 'no session';
  return cookieSid !== undefined && sid === cookieSid ? 'loaded' : 'new session';
}

/** Why a request counts as one without a session cookie. Source: express-session 1.19 `getcookie`. */
function whyNoCookie(
  req: SessionRequest,
  name: string,
): Extract<SessionRule, 'no-cookie' | 'unsigned-cookie' | 'signature-invalid'> {
  const raw = rawCookie(req, name);
  if (raw === undefined) return 'no-cookie';
  return raw.startsWith('s:') ? 'signature-invalid' : 'unsigned-cookie';
}

/** The place, from 1, of the secret that fits a cookie which was accepted; 0 where cookie-parser had checked it. */
function fittingSecret(req: SessionRequest, name: string, secrets: readonly CipherKey[]): number {
  if (secrets.length === 1 && req.headers.cookie !== undefined) return 1;
  const signed = rawCookie(req, name)?.slice(2);
  return signed === undefined ? 0 : secrets.findIndex((secret) => unsign(signed, secret) !== false) + 1;
}

function rawCookie(req: SessionRequest, name: string): string | undefined {
  const header = req.headers.cookie;
  const raw = (header === undefined ? undefined : parseCookie(header)[name]) || req.cookies?.[name];
  return typeof raw === 'string' && raw !== '' ? raw : undefined;
}
