import { browserVerdict } from '../../browsers/decide-set-cookie.ts';
import { type CookiePlace, createJar, type Jar } from '../../browsers/jar.ts';
import { type Refused, type Result, refuse } from '../../contract/errors.ts';
import type { BrowserEventBody, BrowserInfo, JarCookie } from '../../contract/events/events.ts';
import { problemsOf } from '../../contract/input/problems.ts';
import { browserNameSchema, mostBrowsers } from '../../contract/requests.ts';
import type { Verdict } from '../../contract/verdicts/verdict.ts';

export type Browser = { info: BrowserInfo; jar: Jar };

/** The browsers of one log and their jars. What changes is told as an event, with the whole jar. */
export type BrowserSet = {
  all(): Browser[];
  find(name: string): Browser | Refused;
  add(name: string): Result;
  /** Removes it and returns it, so that its requests can be given up. */
  remove(name: string): Result<{ browser: Browser }>;
  rename(from: string, to: string): Result;
  clearJar(name: string): Result;
  deleteCookie(name: string, place: CookiePlace): Result;
  /** `now` in ms on the lab's clock, `origin` of the lab. */
  setCookie(name: string, line: string, at: { origin: string; now: number }): Result;
  /** Drops from all jars what has expired by `now`. */
  dropExpired(now: number): void;
  /** Tells that the browser's jar changed; not of one that is gone. */
  emitJar(browser: Browser, request: string | null, verdicts: Verdict[]): void;
};

const done: Result = { ok: true };

/** `isTold`: the log tells of the first browsers and their jars already. */
export function createBrowserSet(
  beginning: ReadonlyArray<{ browser: BrowserInfo; cookies: readonly JarCookie[] }>,
  emit: (event: BrowserEventBody) => void,
  { isTold = false }: { isTold?: boolean } = {},
): BrowserSet {
  const browsers = new Map<string, Browser>();

  const find = (name: string) =>
    browsers.get(name) ?? refuse('no-browser', 'browser', { name, known: [...browsers.keys()] });
  const on = (name: string, act: (browser: Browser) => Result): Result => {
    const browser = find(name);
    return 'jar' in browser ? act(browser) : browser;
  };
  const emitJar = (browser: Browser, request: string | null, verdicts: Verdict[]) => {
    if (browsers.get(browser.info.name) !== browser) return;
    emit({ type: 'jar', browser: browser.info.name, request, verdicts, cookies: browser.jar.cookies() });
  };
  const enter = (info: BrowserInfo, cookies: readonly JarCookie[]) => {
    const browser = { info, jar: createJar(cookies) };
    browsers.set(info.name, browser);
    emit({ type: 'browser-added', browser: info });
    if (cookies.length > 0) emitJar(browser, null, []);
  };
  const nameProblem = (name: string, at: string): Refused | null => {
    const { error } = browserNameSchema.safeParse(name);
    if (error) return { ok: false, problems: problemsOf(error, browserNameSchema, name, at) };
    return browsers.has(name) ? refuse('browser-exists', at, { name }) : null;
  };
  for (const { browser, cookies } of beginning) {
    if (isTold) browsers.set(browser.name, { info: browser, jar: createJar(cookies) });
    else enter(browser, cookies);
  }

  return {
    all: () => [...browsers.values()],
    find,
    add: (name) => {
      const problem = nameProblem(name, 'name');
      if (problem) return problem;
      const taken = new Set([...browsers.values()].map(({ info }) => info.hue));
      const hue = Array.from({ length: mostBrowsers }, (_, place) => place).find(
        (place) => !taken.has(place),
      );
      if (hue === undefined) return refuse('too-many-browsers', 'name', { most: mostBrowsers });
      enter({ name, hue }, []);
      return done;
    },
    remove: (name) => {
      const browser = find(name);
      if (!('jar' in browser)) return browser;
      if (browsers.size === 1) return refuse('last-browser', 'browser', { name });
      browsers.delete(name);
      emit({ type: 'browser-removed', browser: name });
      return { ok: true, browser };
    },
    rename: (from, to) =>
      on(from, (browser) => {
        const problem = nameProblem(to, 'to');
        if (problem) return problem;
        browsers.delete(from);
        emit({ type: 'browser-removed', browser: from });
        browser.info = { ...browser.info, name: to };
        browsers.set(to, browser);
        emit({ type: 'browser-added', browser: browser.info });
        emitJar(browser, null, []);
        return done;
      }),
    clearJar: (name) =>
      on(name, (browser) => {
        const verdicts = browser.jar
          .cookies()
          .map((cookie) => browserVerdict('jar-deleted', { name: cookie.name }));
        browser.jar.clear();
        emitJar(browser, null, verdicts);
        return done;
      }),
    deleteCookie: (name, place) =>
      on(name, (browser) => {
        if (!browser.jar.delete(place)) {
          const { name: cookie, domain, path } = place;
          return refuse('no-cookie', 'name', { browser: name, cookie, domain, path });
        }
        emitJar(browser, null, [browserVerdict('jar-deleted', { name: place.name })]);
        return done;
      }),
    setCookie: (name, line, { origin, now }) =>
      on(name, (browser) => {
        const verdict = browser.jar.receive(line, { url: new URL(origin), site: 'same-site', now });
        emitJar(browser, null, [verdict]);
        return done;
      }),
    dropExpired: (now) => {
      for (const browser of browsers.values()) {
        const verdicts = browser.jar.dropExpired(now);
        if (verdicts.length > 0) emitJar(browser, null, verdicts);
      }
    },
    emitJar,
  };
}
