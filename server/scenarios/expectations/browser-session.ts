import { unsign } from 'cookie-signature';
import { pathMatch } from 'tough-cookie';
import { belongsTo } from '../../browsers/host.ts';
import { appInWords, fromPlace, mainApp, type Whose } from '../../contract/endpoints.ts';
import type { JarCookie } from '../../contract/events/events.ts';
import { labHost } from '../../contract/hosts.ts';
import { type LabConfig, optionsOf, storePlaceIn } from '../../contract/options/lab-config.ts';
import type { Replayed, StoredSession } from '../run/replay.ts';

/**
 * A browser's cookies of a name, those with the longest path first, without those that have expired at `now` (ms). `host`: those
 * alone that go there; without it those of the lab's own host, or of any where there are none.
 */
export function cookiesNamed(
  world: Replayed,
  browser: string,
  name: string,
  now: number,
  host?: string,
): JarCookie[] {
  const cookies = (world.jars.get(browser)?.cookies ?? [])
    .filter((cookie) => cookie.name === name && (cookie.expires === null || cookie.expires > now))
    .toSorted((a, b) => b.path.length - a.path.length);
  const there = cookies.filter((cookie) => belongsTo(host ?? labHost, cookie));
  return host === undefined && there.length === 0 ? cookies : there;
}

/** What an expectation says of the session that it means: whose, and of several hosts where. */
export type Meant = Whose & { host?: string | undefined };

export type BrowserSession =
  | { found: true; sid: string; text: string; data: Record<string, unknown>; seq: number }
  | { found: false; why: string; seq: number };

/** The stored session to which a browser's session cookie leads, as express-session's getcookie would find it. */
export function sessionOf(world: Replayed, browser: string, now: number, whose: Meant = {}): BrowserSession {
  const {
    name,
    secret,
    cookie: { path },
  } = optionsOf(world.config, whose.app ?? mainApp);
  const jarSeq = world.jars.get(browser)?.seq ?? world.lastSeq;
  const held = cookiesNamed(world, browser, name, now, whose.host ?? hostIn(world, whose));
  // Another app's cookie of that name may have a longer path; it counts only where there is no better one.
  const cookie = held.find((one) => pathMatch(path || '/', one.path)) ?? held[0];
  if (cookie === undefined) {
    const where = whose.host === undefined ? '' : ` for ${whose.host}`;
    return { found: false, why: `${browser}'s jar holds no ${name}${where}`, seq: jarSeq };
  }
  const sid = unsignedId(cookie.value, secret ?? []);
  if (sid === null) {
    return { found: false, why: `the signature of ${browser}'s ${name} fits no secret`, seq: jarSeq };
  }
  return storedSession(world, sid, whose, jarSeq);
}

/** The host of an app that has one of its own. */
const hostIn = ({ config }: Replayed, { app }: Whose): string | undefined =>
  config.apps.find(({ id }) => id === app)?.host;

/** What is stored under a session ID. */
export function storedSession(world: Replayed, sid: string, whose: Whose, known = -1): BrowserSession {
  const stored = [...world.sessions.values()].find((one) => one.sid === sid && isOf(world, one, whose));
  if (stored === undefined) {
    const store = storeInWords(world.config, whose);
    return { found: false, why: `${store} holds no session ${sid}`, seq: Math.max(known, world.storeSeq) };
  }
  const data = recordFrom(stored.session);
  return { found: true, sid, text: stored.session, data, seq: Math.max(stored.seq, 0) };
}

/** Whether a stored session is in the store that is meant; without an instance, in any store of the app. */
export function isOf(
  { config }: Replayed,
  { place }: StoredSession,
  { app = mainApp, instance }: Whose,
): boolean {
  const wanted = instance === undefined ? undefined : storePlaceIn(config, { app, instance });
  if (wanted !== undefined) return place === wanted;
  return (place === undefined ? mainApp : fromPlace(place).app) === app;
}

export function storeInWords(config: LabConfig, { app = mainApp, instance }: Whose): string {
  if (app !== mainApp) return `${appInWords(app)}'s store`;
  const isOneOfSeveral = instance !== undefined && storePlaceIn(config, { app, instance }) !== undefined;
  return isOneOfSeveral ? `the store of instance ${instance}` : 'the store';
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
