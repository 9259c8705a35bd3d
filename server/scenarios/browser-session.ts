import { unsign } from 'cookie-signature';
import type { JarCookie } from '../contract/events.ts';
import type { Replayed } from './replay.ts';

/** A browser's cookies of a name, those with the longest path first, without those that have expired at `now` (ms). */
export function cookiesNamed(world: Replayed, browser: string, name: string, now: number): JarCookie[] {
  const cookies = world.jars.get(browser)?.cookies ?? [];
  return cookies
    .filter((cookie) => cookie.name === name && (cookie.expires === null || cookie.expires > now))
    .toSorted((a, b) => b.path.length - a.path.length);
}

export type BrowserSession =
  | { found: true; sid: string; data: Record<string, unknown>; seq: number }
  | { found: false; why: string; seq: number };

/** The stored session to which a browser's session cookie leads, as express-session's getcookie would find it. */
export function sessionOf(world: Replayed, browser: string, now: number): BrowserSession {
  const { name, secret } = world.config.options;
  const jarSeq = world.jars.get(browser)?.seq ?? world.lastSeq;
  const [cookie] = cookiesNamed(world, browser, name, now);
  if (cookie === undefined) return { found: false, why: `${browser}'s jar holds no ${name}`, seq: jarSeq };
  const sid = unsignedId(cookie.value, secret);
  if (sid === null) {
    return { found: false, why: `the signature of ${browser}'s ${name} fits no secret`, seq: jarSeq };
  }
  const stored = world.sessions.get(sid);
  if (stored === undefined) {
    return { found: false, why: `the store holds no session ${sid}`, seq: Math.max(jarSeq, world.storeSeq) };
  }
  const { cookie: _, ...data } = recordFrom(stored.session);
  return { found: true, sid, data, seq: Math.max(stored.seq, 0) };
}

function unsignedId(value: string, secrets: readonly string[]): string | null {
  const text = decoded(value);
  if (!text.startsWith('s:')) return null;
  for (const secret of secrets) {
    const sid = unsign(text.slice(2), secret);
    if (sid !== false) return sid;
  }
  return null;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function recordFrom(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
