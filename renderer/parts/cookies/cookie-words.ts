import type { JarCookie } from '../../../server/contract/events/events.ts';
import { labHost } from '../../../server/contract/hosts.ts';

/** A cookie's attributes in words, as on screen. */
export function attributeWords(cookie: JarCookie): string[] {
  return [
    cookie.httpOnly ? 'HttpOnly' : 'readable by scripts',
    ...(cookie.secure ? ['Secure'] : []),
    ...(cookie.sameSite === null ? [] : [`SameSite=${cookie.sameSite}`]),
    `Path=${cookie.path}`,
    ...ownerWords(cookie),
    ...(cookie.partition === undefined ? [] : ['Partitioned']),
  ];
}

/** Whose it is: nothing where it is the lab's own host's. */
const ownerWords = ({ hostOnly, domain }: JarCookie): string[] =>
  !hostOnly ? [`Domain=${domain}`] : domain === labHost ? [] : [`of ${domain} alone`];

/** Time until an instant on the lab's clock: `0:59`, `2:03:00`, `3 d 0:00:00`. */
export function timeLeft(expires: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((expires - now) / 1000));
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = String(seconds % 60).padStart(2, '0');
  if (days === 0 && hours === 0) return `${minutes}:${rest}`;
  const time = `${hours}:${String(minutes).padStart(2, '0')}:${rest}`;
  return days === 0 ? time : `${days} d ${time}`;
}

/** When something expires, in words: never, when the browser closes, in so much time, or that it has. */
export function expiryWords(expires: number | null, now: number, never: string): string {
  if (expires === null) return never;
  return expires <= now ? 'expired' : `expires in ${timeLeft(expires, now)}`;
}

/** A cookie's value as text, with the percent signs undone where they can be. */
export function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The session ID in a signed cookie's value (`s:<sid>.<signature>`), null when it is none. */
export function sidOf(value: string): string | null {
  const text = decoded(value);
  const end = text.lastIndexOf('.');
  return text.startsWith('s:') && end > 2 ? text.slice(2, end) : null;
}
