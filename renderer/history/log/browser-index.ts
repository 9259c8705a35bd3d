import type { BrowserInfo, Horizon, JarCookie, LogEvent } from '../../../server/contract/events/events.ts';
import type { Verdict } from '../../../server/contract/verdicts/verdict.ts';
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

/** Takes one event into the browsers' histories. O(1). */
export function extendBrowsers(index: BrowserIndex, event: LogEvent): void {
  if (event.type === 'browser-added') addBrowser(index, event.browser, event.seq);
  else if (event.type === 'browser-removed')
    index.get(event.browser)?.presence.push({ seq: event.seq, present: false });
  else if (event.type === 'jar') {
    const history = index.get(event.browser) ?? addBrowser(index, { name: event.browser, hue: 0 }, event.seq);
    history.jars.push({
      seq: event.seq,
      at: event.at,
      request: event.request,
      verdicts: event.verdicts,
      cookies: event.cookies,
      previous: history.jars.at(-1)?.cookies ?? [],
    });
  }
}

/** The browsers and jars where the log begins, for a log of which older events are not known. */
export function seedBrowsers(index: BrowserIndex, horizon: Horizon, seq: number, at: number): void {
  for (const { browser, cookies } of horizon.browsers) {
    if (index.has(browser.name)) continue;
    addBrowser(index, browser, seq).jars.push({
      seq,
      at,
      request: null,
      verdicts: [],
      cookies,
      previous: cookies,
    });
  }
}

function addBrowser(index: BrowserIndex, { name, hue }: BrowserInfo, seq: number): BrowserHistory {
  const history = index.get(name) ?? { name, hue, presence: [], jars: [] };
  history.hue = hue;
  history.presence.push({ seq, present: true });
  index.set(name, history);
  return history;
}

/** Frees what is older than `first`. */
export function forgetBrowsers(index: BrowserIndex, first: number): void {
  for (const { jars, presence } of index.values()) {
    forgetBefore(jars, first);
    forgetBefore(presence, first);
  }
}
