import { fromStoredKey, storedKey } from '../contract/events/stored-key.ts';
import { createPresent, foldEvent, type Present } from './horizon.ts';
import type { TimedEvent } from './timed-event.ts';

/**
 * Events carried over a cut say what was true early; a later event that was cut off may have said otherwise. These
 * events state the truth at the cut again, where it differs, so that a fold over the horizon and the carried events
 * ends in `truth`.
 */
export function restatements(carried: readonly TimedEvent[], truth: Present, at: number): TimedEvent[] {
  const folded = createPresent(truth.config);
  for (const { browser } of truth.browsers.values()) {
    folded.browsers.set(browser.name, { browser, cookies: [] });
  }
  const jars = new Set<string>();
  const keys = new Set<string>();
  for (const event of carried) {
    foldEvent(folded, event);
    if (event.type === 'jar') jars.add(event.browser);
    if (event.type === 'store-answered' && event.sid !== null) keys.add(storedKey(event.sid, event.place));
  }
  return [...restateJars(jars, folded, truth, at), ...restateSessions(keys, folded, truth, at)];
}

const restateJars = (names: Iterable<string>, folded: Present, truth: Present, at: number): TimedEvent[] =>
  [...names].flatMap((browser): TimedEvent[] => {
    const cookies = truth.browsers.get(browser)?.cookies;
    if (cookies === undefined) return [{ type: 'browser-removed', browser, at }];
    return folded.browsers.get(browser)?.cookies === cookies
      ? []
      : [{ type: 'jar', browser, request: null, verdicts: [], cookies, at }];
  });

const restateSessions = (keys: Iterable<string>, folded: Present, truth: Present, at: number): TimedEvent[] =>
  [...keys].flatMap((key): TimedEvent[] => {
    const [seen, stored] = [folded.sessions.get(key), truth.sessions.get(key)];
    if (seen?.session === stored?.session && seen?.version === stored?.version) return [];
    return [
      {
        type: 'store-answered',
        request: null,
        call: -1,
        operation: stored ? 'set' : 'destroy',
        ...fromStoredKey(key),
        found: null,
        after: stored?.session ?? null,
        version: stored?.version ?? null,
        error: null,
        at,
      },
    ];
  });
