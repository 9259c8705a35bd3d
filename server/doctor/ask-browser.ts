import session from 'express-session';
import { cookieOptions } from '../app/session-options.ts';
import { decideSetCookie } from '../browsers/decide-set-cookie.ts';
import { messageOf } from '../contract/message-of.ts';
import type { CookieKey } from '../contract/options/options.ts';
import type { Subject } from './rule.ts';

/** What express-session's own cookie makes of settings: a Set-Cookie line, or why it cannot be written. */
export type Written = { ok: true; line: string } | { ok: false; thrown: string };

/** As express-session writes Set-Cookie. Its types know neither the constructor's argument nor the method. */
export function writeCookie(name: string, settings: object): Written {
  try {
    const cookie: { serialize(name: string, value: string): string } = Reflect.construct(session.Cookie, [
      settings,
    ]);
    return { ok: true, line: cookie.serialize(name, 's:id') };
  } catch (error) {
    return { ok: false, thrown: messageOf(error) };
  }
}

export type Unwritable = { option: 'name' | `cookie.${CookieKey}`; message: string };

/** What is another value by the time that a cookie is written, where it is 'auto'. */
const resolved: readonly CookieKey[] = ['secure', 'sameSite'];

/** The settings for which no Set-Cookie can be written, each tried alone. */
export function unwritables({ options: { name, cookie, cookieEnd } }: Subject): Unwritable[] {
  const settings = cookieOptions(cookie, cookieEnd);
  const keys = (Object.keys(settings) as CookieKey[]).filter(
    (key) => !(resolved.includes(key) && Reflect.get(settings, key) === 'auto'),
  );
  const tried = [
    { option: 'name' as const, written: writeCookie(name, {}) },
    ...keys.map((key) => ({
      option: `cookie.${key}` as const,
      written: writeCookie('sid', { [key]: Reflect.get(settings, key) }),
    })),
  ];
  return tried.flatMap(({ option, written }) => (written.ok ? [] : [{ option, message: written.thrown }]));
}

/** What a browser makes of the cookie's domain. `host`: the cookie stays with the one host; `suffix`: the public one that it is, or is above. */
export type DomainAnswer = 'host' | 'wide' | 'foreign' | { suffix: string };

/**
 * Asks the lab's browser; null where there is no domain, or none that can be written. Where the host is not said, it
 * is one under the domain: if that one may not set the cookie, none but the domain itself may.
 */
export function askAboutDomain({ options, context, now }: Subject): DomainAnswer | null {
  const { domain } = options.cookie;
  if (domain === null) return null;
  const written = writeCookie('sid', { domain });
  if (!written.ok) return null;
  const url = urlOf(context.host ?? `www.${domain.replace(/^\./, '')}`);
  // Domain names that can be written are URLs' hosts but for odd numbers, such as 1.2.3.999.
  if (url === null) return 'foreign';
  const decision = decideSetCookie(written.line, { url, site: 'same-site', now });
  if ('cookie' in decision) return decision.cookie.hostOnly ? 'host' : 'wide';
  const { rule, inputs } = decision.refused;
  return rule === 'jar-refused-public-suffix' ? { suffix: String(inputs['suffix']) } : 'foreign';
}

const urlOf = (host: string): URL | null => URL.parse(`https://${host.includes(':') ? `[${host}]` : host}/`);
