import type { OptionsPatch } from '../contract/doctor/doctor.ts';
import type { Subject } from './rule.ts';
import { trustsAProxy } from './trusted-proxies.ts';

/** Whether the app believes a proxy's X-Forwarded-Proto. Source: issecure, and Express's req.secure. */
export function believesProxy({ options: { proxy, trustProxy } }: Subject): boolean {
  if (proxy !== null) return proxy;
  return trustsAProxy(trustProxy);
}

/** Whether express-session sees a visitor's connection as secure; null where the context does not say enough. */
export function isSeenAsSecure(subject: Subject): boolean | null {
  const { https, proxy } = subject.context;
  if (https !== true) return https;
  if (proxy === false || believesProxy(subject)) return true;
  return proxy === true ? false : null;
}

/** Whether Set-Cookie will say Secure. A function's 'auto' is never resolved, and counts as true. */
export function hasSecure(subject: Subject): boolean | null {
  const { cookie, cookieForm } = subject.options;
  if (cookie.secure !== 'auto') return cookie.secure;
  return cookieForm === 'function' ? true : isSeenAsSecure(subject);
}

/** Makes the app see what a proxy before it says of the connection. */
export const trustOneProxy = { trustProxy: 1, proxy: null } as const satisfies OptionsPatch;

/** Secure, and seen as such where a proxy ends TLS. */
export const secureOptions = (subject: Subject): OptionsPatch => ({
  cookie: { secure: true },
  ...(isSeenAsSecure(subject) === false ? trustOneProxy : {}),
});

/** The proxies' addresses in place of everybody's: this machine's, or those of a private network. */
export const trustByAddress = ({ context: { host } }: Subject): 'loopback' | 'uniquelocal' =>
  isThisMachine(host) ? 'loopback' : 'uniquelocal';

const isThisMachine = (host: string | null): boolean =>
  host !== null && /^(localhost|.*\.localhost|127\.[\d.]+|::1|\[::1\])$/.test(host);
