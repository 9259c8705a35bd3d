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
