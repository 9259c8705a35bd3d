import { sign } from 'cookie-signature';
import type { Response } from '../held/held-request.ts';
import type { Ending } from '../held/held-run.ts';
import type { InitialState } from '../initial-state.ts';
import type { RaceRequest } from '../race-request.ts';
import { stableText } from './stable-text.ts';

/** Requests of one browser that differ in nothing but their ids, as places; every request is in one group. */
export function alikeGroups(
  raceRequests: readonly RaceRequest[],
  cookies: ReadonlyArray<string | null>,
): number[][] {
  const groups = new Map<string, number[]>();
  for (const { index, spec, message } of raceRequests) {
    const { method, url, headers, body } = message;
    const key = stableText([spec.browser, spec.cookies, method, url.href, headers, body, cookies[index]]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  return [...groups.values()];
}

/**
 * Gives like requests the places, and with them the names of their sessions, that follow from what became of them.
 * `places`: which place each request got.
 */
export function inOrder(
  ending: Ending,
  groups: ReadonlyArray<readonly number[]>,
  { raceRequests, config }: InitialState,
): { ending: Ending; places: number[] } {
  const [secret = ''] = config.options.secret ?? [];
  const prefixOf = (place: number): string => raceRequests[place]?.sessionPrefix ?? '';
  const places = raceRequests.map(({ index }) => index);
  let ordered = ending;
  for (const group of groups) {
    const marks = new Map(group.map((place) => [place, markOf(ordered, place, prefixOf(place))]));
    const sorted = group.toSorted((a, b) => ((marks.get(a) ?? '') < (marks.get(b) ?? '') ? -1 : 1));
    if (sorted.every((place, i) => place === group[i])) continue;
    const names = new Map(sorted.map((place, i) => [prefixOf(place), prefixOf(group[i] ?? -1)]));
    const responses = [...ordered.responses];
    sorted.forEach((from, i) => {
      const response: Response | undefined = ordered.responses[from];
      const to = group[i];
      if (response === undefined || to === undefined) return;
      responses[to] = response;
      places[from] = to;
    });
    ordered = JSON.parse(renameSessions(JSON.stringify({ ...ordered, responses }), names, secret));
  }
  return { ending: ordered, places };
}

/** All that tells a request from those like it: its response, its sessions, and whether a browser knows them. */
function markOf({ responses, store, jars }: Ending, place: number, prefix: string): string {
  const own = (text: string) => text.includes(prefix);
  const sessions = Object.entries(store).filter(([sid]) => own(sid));
  const cookies = Object.values(jars)
    .flat()
    .filter(({ value }) => own(value))
    .map(({ name, value }) => [name, value]);
  const text = stableText([responses[place], sessions, cookies]);
  return renameSessions(text, new Map([[prefix, '-']]), '').replace(/\.[A-Za-z0-9%]{20,}/g, '');
}

/**
 * Gives the sessions that requests made the names of others' (`A-1` becomes `B-1`), wherever they stand in a text; where
 * it is a signed cookie's value it is signed anew.
 */
function renameSessions(text: string, names: ReadonlyMap<string, string>, secret: string): string {
  const prefixes = [...names.keys()].map((prefix) => prefix.replaceAll('-', '\\-')).join('|');
  const pattern = new RegExp(`(s%3A|(?<![\\w-]))(${prefixes})(\\d+)(?![\\w-])(\\.[A-Za-z0-9%]+)?`, 'g');
  return text.replace(pattern, (_whole, before: string, prefix: string, count: string, signature = '') => {
    const sid = `${names.get(prefix) ?? prefix}${count}`;
    const isSigned = before !== '' && signature !== '';
    return isSigned ? encodeURIComponent(`s:${sign(sid, secret)}`) : `${before}${sid}${signature}`;
  });
}
