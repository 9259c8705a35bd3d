import type { Change } from '../../../server/contract/events.ts';

/** A session's JSON text as a value; null for none, and the text itself where it is not JSON. */
export function parseSession(text: string | null): unknown {
  if (text === null) return null;
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const value = parseJson(text);
  if (parsed.size >= parsedAtMost) parsed.delete(parsed.keys().next().value ?? '');
  parsed.set(text, value);
  return value;
}

/** The few texts that were last asked for: neighbouring versions are compared again and again. */
const parsed = new Map<string, unknown>();
const parsedAtMost = 32;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

type Leaves = ReadonlyMap<string, unknown>;

/** Every value that is not an object or array with content, by path: `cart.apples`, `items.0`. */
export function leavesOf(value: unknown): Leaves {
  const leaves = new Map<string, unknown>();
  collect(value, '', leaves);
  return leaves;
}

function collect(value: unknown, path: string, into: Map<string, unknown>): void {
  const children = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (children.length === 0) {
    if (path !== '') into.set(path, isEmptyObject(value) ? JSON.stringify(value) : value);
    return;
  }
  for (const [key, child] of children) collect(child, path === '' ? key : `${path}.${key}`, into);
}

const isEmptyObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** The differences between two JSON values, leaf by leaf. */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const old = leavesOf(before);
  const now = leavesOf(after);
  const changes: Change[] = [];
  for (const [path, value] of old) {
    if (!now.has(path)) changes.push({ path, before: value });
    else if (now.get(path) !== value) changes.push({ path, before: value, after: now.get(path) });
  }
  for (const [path, value] of now) if (!old.has(path)) changes.push({ path, after: value });
  return changes;
}

const expiryPaths: ReadonlySet<string> = new Set(['cookie.expires', 'cookie._expires']);

/** The same without the cookie's expiry, which moves by itself with every save and touch. */
export const dataChangesBetween = (before: unknown, after: unknown): Change[] =>
  changesBetween(before, after).filter(({ path }) => !expiryPaths.has(path));

/** When a stored session expires, in ms since 1970 on the lab's clock; null when it does not. */
export function expiryOf(session: unknown): number | null {
  const expires = recordOf(recordOf(session)['cookie'])['expires'];
  const at = typeof expires === 'string' || typeof expires === 'number' ? Date.parse(String(expires)) : NaN;
  return Number.isNaN(at) ? null : at;
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
