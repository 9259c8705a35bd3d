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

/** Gives like requests the places, and with them the names of their sessions, that follow from what became of them. */
export function inOrder(
  ending: Ending,
  groups: ReadonlyArray<readonly number[]>,
  { raceRequests, config }: InitialState,
): Ending {
  const [secret = ''] = config.options.secret;
  let ordered = ending;
  for (const group of groups) {
    const ids = group.map((place) => raceRequests[place]?.id ?? '');
    const marks = new Map(group.map((place, i) => [place, markOf(ordered, place, ids[i] ?? '')]));
    const sorted = group.toSorted((a, b) => ((marks.get(a) ?? '') < (marks.get(b) ?? '') ? -1 : 1));
    if (sorted.every((place, i) => place === group[i])) continue;
    const names = new Map(sorted.map((place, i) => [raceRequests[place]?.id ?? '', ids[i] ?? '']));
    const responses = [...ordered.responses];
    sorted.forEach((from, i) => {
      const response: Response | undefined = ordered.responses[from];
      const to = group[i];
      if (response !== undefined && to !== undefined) responses[to] = response;
    });
    ordered = JSON.parse(renameSessions(JSON.stringify({ ...ordered, responses }), names, secret));
  }
  return ordered;
}

/** All that tells a request from those like it: its response, its sessions, and whether a browser knows them. */
function markOf({ responses, store, jars }: Ending, place: number, id: string): string {
  const own = (text: string) => text.includes(`${id}-`);
  const sessions = Object.entries(store).filter(([sid]) => own(sid));
  const cookies = Object.values(jars)
    .flat()
    .filter(({ value }) => own(value))
    .map(({ name, value }) => [name, value]);
  const text = stableText([responses[place], sessions, cookies]);
  return renameSessions(text, new Map([[id, '']]), '').replace(/\.[A-Za-z0-9%]{20,}/g, '');
}

/**
 * Gives the sessions that requests made the names of others' (`A-1` becomes `B-1`), wherever they stand in a text; where
 * it is a signed cookie's value it is signed anew.
 */
function renameSessions(text: string, names: ReadonlyMap<string, string>, secret: string): string {
  const ids = [...names.keys()].map((id) => id.replaceAll('-', '\\-')).join('|');
  const pattern = new RegExp(`(s%3A|(?<![\\w-]))(${ids})-(\\d+)(?![\\w-])(\\.[A-Za-z0-9%]+)?`, 'g');
  return text.replace(pattern, (_whole, before: string, id: string, count: string, signature = '') => {
    const sid = `${names.get(id) ?? id}-${count}`;
    const isSigned = before !== '' && signature !== '';
    return isSigned ? encodeURIComponent(`s:${sign(sid, secret)}`) : `${before}${sid}${signature}`;
  });
}
