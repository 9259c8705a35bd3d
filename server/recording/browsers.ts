import type { EventBody } from '../contract/events/events.ts';
import { mostBrowsers } from '../contract/requests.ts';
import type { TimedEvent } from '../log/timed-event.ts';

/** Whose requests are: each value of the session cookie is a browser, which keeps its name when it is given another. */
export type Browsers = {
  /** What an event makes known. */
  take(event: TimedEvent): EventBody[];
  /** The app has a session cookie of that name. */
  named(cookie: string): void;
};

const mostValues = 5_000;
const mostRequests = 10_000;

export function createBrowsers(): Browsers {
  const names = new Set<string>();
  const browsers = new Map<string, string>();
  const requests = new Map<string, string | null>();
  let count = 0;

  const bounded = <Value>(map: Map<string, Value>, most: number) => {
    if (map.size > most) map.delete(map.keys().next().value ?? '');
  };
  /** The browser with that cookie, and what to tell where it was not known. */
  const browserWith = (value: string): { browser: string; told: EventBody[] } => {
    const known = browsers.get(value);
    if (known !== undefined) return { browser: known, told: [] };
    count += 1;
    const browser = `b${count}`;
    browsers.set(value, browser);
    bounded(browsers, mostValues);
    return {
      browser,
      told: [{ type: 'browser-added', browser: { name: browser, hue: (count - 1) % mostBrowsers } }],
    };
  };
  const sessionCookie = (pairs: readonly string[]): string | null => {
    for (const pair of pairs) {
      const cut = pair.indexOf('=');
      const name = pair.slice(0, cut).trim();
      const value = pair.slice(cut + 1).trim();
      if (value !== '' && (names.has(name) || (names.size === 0 && name === 'connect.sid'))) return value;
    }
    return null;
  };

  return {
    named: (cookie) => names.add(cookie),
    take: (event) => {
      if (event.type === 'arrived') {
        const value = event.cookie === null ? null : sessionCookie(event.cookie.split(';'));
        const found = value === null ? null : browserWith(value);
        requests.set(event.request, found?.browser ?? null);
        bounded(requests, mostRequests);
        return found === null
          ? []
          : [...found.told, { type: 'identified', request: event.request, browser: found.browser }];
      }
      if (event.type !== 'headers' || event.setCookie.length === 0) return [];
      const given = sessionCookie(event.setCookie.map((line) => line.split(';', 1)[0] ?? ''));
      if (given === null) return [];
      const browser = requests.get(event.request) ?? null;
      if (browser !== null) {
        if (!browsers.has(given)) browsers.set(given, browser);
        bounded(browsers, mostValues);
        return [];
      }
      const found = browserWith(given);
      requests.set(event.request, found.browser);
      return [...found.told, { type: 'identified', request: event.request, browser: found.browser }];
    },
  };
}
