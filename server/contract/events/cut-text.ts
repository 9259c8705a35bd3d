/**
 * What is told of texts that are larger than anybody reads: a part, with the size of the whole. A session stays JSON: its
 * long texts are cut, what does not fit any more is left out, and a key says so.
 */

/** Characters up to which a session is told whole. */
const longestSession = 320 * 1024;
/** Characters of any other text of an event. */
const longestText = 64 * 1024;
/** What is left of a session that is cut, about. */
export const partOfSession = 16 * 1024;
const longestInside = 1000;
/** What nests deeper than this is left out. */
const deepest = 40;

/** Where a session that was cut says so. No session that is told whole has it in this form. */
const cutKey = '…';
const said = /^shown in part: ([\d,]+) characters in all$/;
const inAll = (characters: number): string => `${characters.toLocaleString('en')} characters in all`;

/** Whether a JSON value has more characters in it than a session that is told whole may have. */
export const isLarge = (value: unknown): boolean =>
  typeof value === 'string' ? value.length > longestSession : leftOf(value, longestSession) < 0;

/** What is left of so many characters. Looks no further once nothing is. */
function leftOf(value: unknown, most: number): number {
  if (typeof value === 'string') return most - value.length;
  if (typeof value !== 'object' || value === null) return most;
  let left = most;
  for (const key in value) {
    if (left < 0) break;
    left = leftOf(Reflect.get(value, key), left - key.length - 1);
  }
  return left;
}

export const cutText = (text: string, most = longestText): string =>
  text.length <= most ? text : `${text.slice(0, most)}… (${inAll(text.length)})`;

/** A session's JSON text: whole, or a part of it that is JSON as well. */
export function cutSession(text: string): string {
  if (text.length <= longestSession) return text;
  const part = cutValue(JSON.parse(text), { left: partOfSession });
  const isObject = typeof part === 'object' && part !== null && !Array.isArray(part);
  return JSON.stringify({
    ...(isObject ? part : { session: part }),
    [cutKey]: `shown in part: ${inAll(text.length)}`,
  });
}

/** How many characters the session has of which this is a part; null where it is the whole. */
export function wholeLength(session: unknown): number | null {
  if (typeof session !== 'object' || session === null) return null;
  const [, characters] = said.exec(String(Reflect.get(session, cutKey))) ?? [];
  return characters === undefined ? null : Number(characters.replaceAll(',', ''));
}

/** A JSON value of which only a part is told where it is large. */
export function cutValue(value: unknown, budget = { left: partOfSession }, depth = 0): unknown {
  if (typeof value === 'string') {
    const text = cutText(value, longestInside);
    budget.left -= text.length;
    return text;
  }
  budget.left -= 8;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return cutKey;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) {
      if (budget.left <= 0) break;
      items.push(cutValue(item, budget, depth + 1));
    }
    const more = value.length - items.length;
    return more === 0 ? items : [...items, `${cutKey} (${more.toLocaleString('en')} more)`];
  }
  const entries = Object.entries(value);
  const kept: Array<[string, unknown]> = [];
  for (const [key, inner] of entries) {
    if (budget.left <= 0) break;
    budget.left -= key.length;
    kept.push([cutText(key, longestInside), cutValue(inner, budget, depth + 1)]);
  }
  const more = entries.length - kept.length;
  return Object.fromEntries(more === 0 ? kept : [...kept, [cutKey, `${more.toLocaleString('en')} more`]]);
}
