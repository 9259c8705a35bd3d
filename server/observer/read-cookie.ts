import type { CipherKey } from 'node:crypto';
import { parseCookie } from 'cookie';
import { unsign } from 'cookie-signature';
import type { SessionRule } from '../contract/verdicts/session-rules.ts';
import type { SessionRequest } from './session-request.ts';

/** Why a request counts as one without a session cookie. Source: express-session 1.19 `getcookie`. */
export function whyNoCookie(
  req: SessionRequest,
  name: string,
): Extract<SessionRule, 'no-cookie' | 'unsigned-cookie' | 'signature-invalid'> {
  const raw = rawCookie(req, name);
  if (raw === undefined) return 'no-cookie';
  return raw.startsWith('s:') ? 'signature-invalid' : 'unsigned-cookie';
}

/** The place, from 1, of the secret that fits a cookie which was accepted; 0 where cookie-parser had checked it. */
export function fittingSecret(req: SessionRequest, name: string, secrets: readonly CipherKey[]): number {
  if (secrets.length === 1 && req.headers.cookie !== undefined) return 1;
  const signed = rawCookie(req, name)?.slice(2);
  return signed === undefined ? 0 : secrets.findIndex((secret) => unsign(signed, secret) !== false) + 1;
}

function rawCookie(req: SessionRequest, name: string): string | undefined {
  const header = req.headers.cookie;
  const raw = (header === undefined ? undefined : parseCookie(header)[name]) || req.cookies?.[name];
  return typeof raw === 'string' && raw !== '' ? raw : undefined;
}
