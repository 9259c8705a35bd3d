import type { JarCookie, LogEvent } from '../../../server/contract/events/events.ts';
import type { Verdict } from '../../../server/contract/verdicts/verdict.ts';
import type { World } from '../../../server/log/world.ts';
import { forgetBefore } from './by-seq.ts';

/** A browser's jar from that event on. `previous` is the jar before. */
export type JarEntry = {
  readonly seq: number;
  readonly at: number;
  readonly request: string | null;
  readonly verdicts: readonly Verdict[];
  readonly cookies: readonly JarCookie[];
  readonly previous: readonly JarCookie[];
};

export type BrowserHistory = {
  readonly name: string;
  hue: number;
  readonly presence: Array<{ readonly seq: number; readonly present: boolean }>;
  readonly jars: JarEntry[];
};

export type BrowserIndex = Map<string, BrowserHistory>;

/** Takes one event into the histories of browsers: what the world says after it, where that is news. O(1). */
export function extendBrowsers(index: BrowserIndex, event: LogEvent, { browsers }: World): void {
  const name = browserOf(event);
  if (name === null) return;
  const { seq, at } = event;
  const now = browsers.get(name);
  const history = index.get(name) ?? { name, hue: 0, presence: [], jars: [] };
  if ((history.presence.at(-1)?.present ?? false) !== (now !== undefined)) {
    history.presence.push({ seq, present: now !== undefined });
    index.set(name, history);
  }
  if (now === undefined) return;
  history.hue = now.browser.hue;
  const previous = history.jars.at(-1)?.cookies ?? [];
  const { cookies } = now;
  if (event.type === 'jar') {
    history.jars.push({ seq, at, request: event.request, verdicts: event.verdicts, cookies, previous });
  } else if (previous.length > 0) {
    // One of the same name that was there before took its jar with it.
    history.jars.push({ seq, at, request: null, verdicts: [], cookies, previous: cookies });
  }
}

function browserOf(event: LogEvent): string | null {
  if (event.type === 'browser-added') return event.browser.name;
  return event.type === 'browser-removed' || event.type === 'jar' ? event.browser : null;
}

/** The browsers and jars where the log begins, for a log of which older events are not known. */
export function seedBrowsers(index: BrowserIndex, { browsers }: World, seq: number, at: number): void {
  for (const { browser, cookies } of browsers.values()) {
    const jar = { seq, at, request: null, verdicts: [], cookies, previous: cookies };
    index.set(browser.name, { ...browser, presence: [{ seq, present: true }], jars: [jar] });
  }
}

/** Frees what is older than `first`. */
export function forgetBrowsers(index: BrowserIndex, first: number): void {
  for (const { jars, presence } of index.values()) {
    forgetBefore(jars, first);
    forgetBefore(presence, first);
  }
}
