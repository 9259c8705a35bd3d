import type { JarCookie } from '../../../server/contract/events/events.ts';
import type { Verdict } from '../../../server/contract/verdicts/verdict.ts';
import type { BrowserHistory, JarEntry } from '../log/browser-index.ts';
import { itemAt } from '../log/by-seq.ts';
import type { EventLog } from '../log/event-log.ts';

export type CookieView = { readonly cookie: JarCookie; readonly change: 'same' | 'added' | 'changed' };

/** A browser's jar at a cursor. Changes are against the jar before `changedAt`, the seq of its last jar event. */
export type JarView = {
  readonly browser: string;
  readonly hue: number;
  readonly cookies: readonly CookieView[];
  readonly removed: readonly JarCookie[];
  readonly changedAt: number | null;
  readonly request: string | null;
  readonly verdicts: readonly Verdict[];
};

/** The jar of every browser there was at `seq`. A jar that did not change is the same object as before. */
export const jarsAt = (log: EventLog, seq: number): JarView[] =>
  [...log.browsers.values()]
    .filter((history) => itemAt(history.presence, seq)?.present)
    .map((h) => jarAt(h, seq));

/** Who sends what no browser of the page sent: curl, a real browser. It is in no palette's place, and drawn in ink. */
export const outside = { name: 'outside', hue: -1 } as const;

/** The palette's place of a browser, also of one that was removed; that of outside for none. */
export const hueOf = (log: EventLog, browser: string | null): number =>
  browser === null ? outside.hue : (log.browsers.get(browser)?.hue ?? 0);

/** What a Cookie header with all that the browser's jar holds now would say. */
export const cookieHeaderOf = (log: EventLog, browser: string): string =>
  (log.browsers.get(browser)?.jars.at(-1)?.cookies ?? [])
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');

const views = new WeakMap<JarEntry, JarView>();

function jarAt(history: BrowserHistory, seq: number): JarView {
  const entry = itemAt(history.jars, seq);
  if (!entry) return emptyJar(history);
  const known = views.get(entry);
  if (known) return known;
  const view = {
    browser: history.name,
    hue: history.hue,
    cookies: entry.cookies.map((cookie) => ({ cookie, change: changeOf(cookie, entry.previous) })),
    removed: entry.previous.filter((old) => !entry.cookies.some((cookie) => isSameCookie(cookie, old))),
    changedAt: entry.seq,
    request: entry.request,
    verdicts: entry.verdicts,
  };
  views.set(entry, view);
  return view;
}

const emptyJars = new WeakMap<BrowserHistory, JarView>();

function emptyJar(history: BrowserHistory): JarView {
  const known = emptyJars.get(history);
  if (known) return known;
  const { name: browser, hue } = history;
  const view = { browser, hue, cookies: [], removed: [], changedAt: null, request: null, verdicts: [] };
  emptyJars.set(history, view);
  return view;
}

/** RFC 6265bis 5.7: name, domain and path make a cookie's identity. */
const isSameCookie = (one: JarCookie, other: JarCookie): boolean =>
  one.name === other.name && one.domain === other.domain && one.path === other.path;

function changeOf(cookie: JarCookie, previous: readonly JarCookie[]): CookieView['change'] {
  const old = previous.find((one) => isSameCookie(one, cookie));
  if (!old) return 'added';
  return JSON.stringify(old) === JSON.stringify(cookie) ? 'same' : 'changed';
}
