import { unsign } from 'cookie-signature';
import type { Told } from '../../contract/explain.ts';
import { verdictRules } from '../../contract/verdicts/verdict.ts';
import { say } from '../../words/explain/say.ts';

/** A cookie's value as express-session reads it: decoded once (cookie, its parser). */
export function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const isSigned = (value: string): boolean => decoded(value).startsWith('s:');
/** Signed, but for how it was copied. */
export const looksSigned = (value: string): boolean =>
  isSigned(value) || decoded(decoded(value)).startsWith('s:');

/** The session ID in a signed value; null where there is none. */
export function sidIn(value: string): string | null {
  const text = decoded(value);
  const dot = text.lastIndexOf('.');
  return text.startsWith('s:') && dot > 2 ? text.slice(2, dot) : null;
}

/** An ID or a value shortened in the middle, as the page shows one: enough to tell it from others, and not to use it. */
export function shortened(text: string): string {
  const clean = text.replace(/\s/g, ' ');
  return clean.length <= 9 ? clean : `${clean.slice(0, 4)}…${clean.slice(-4)}`;
}

/** Of a Base64 of 32 bytes without its padding, as cookie-signature writes it. */
const signatureLength = 43;
/** Of uid-safe's 24 bytes, as express-session makes IDs. */
const idLength = 32;

/** What express-session makes of a signed cookie's value. Null for a value that is none. */
export function sessionValue(value: string, secrets: readonly string[]): Told[] | null {
  const text = decoded(value);
  if (!text.startsWith('s:')) return looksSigned(value) ? [say('encoded-twice', {})] : null;
  const sid = sidIn(value);
  if (sid === null) return [say('no-signature', {})];
  const signature = text.slice(text.lastIndexOf('.') + 1);
  return [
    say('session-cookie', { sid: shortened(sid), decoded: text !== value }),
    ...(sid.length === idLength ? [] : [say('other-id', { length: sid.length })]),
    ...(signature.includes(' ')
      ? blanksForPlus(text, secrets)
      : signature.length !== signatureLength
        ? [say('short-signature', { length: signature.length })]
        : fitOf(text, secrets)),
  ];
}

const misfits = (secrets: number): string =>
  verdictRules['signature-invalid'].sentence({ secrets: secrets || 1 });

const fitting = (text: string, secrets: readonly string[]): number =>
  secrets.findIndex((secret) => secret !== '' && unsign(text.slice(2), secret) !== false);

function blanksForPlus(text: string, secrets: readonly string[]): Told[] {
  const place = fitting(text.replaceAll(' ', '+'), secrets);
  return [
    say('blanks-for-plus', {}),
    ...(place === -1 ? [] : [say('blanks-mended-fit', { place: place + 1 })]),
  ];
}

function fitOf(text: string, secrets: readonly string[]): Told[] {
  if (secrets.length === 0) return [say('secret-not-said', { sentence: misfits(1) })];
  const place = fitting(text, secrets);
  if (place === -1) {
    const trimmed = fitting(
      text,
      secrets.map((secret) => secret.trim().replace(/^(["'`])(.*)\1$/, '$2')),
    );
    if (trimmed !== -1) return [say('secret-fits-trimmed', { place: trimmed + 1 })];
    return [say('secret-misfits', { sentence: misfits(secrets.length) })];
  }
  const unknown = verdictRules['unknown-sid'].sentence({ secret: place + 1 });
  return [
    say('secret-fits', { place: place + 1, of: secrets.length }),
    say('store-not-said', { sentence: unknown }),
  ];
}
