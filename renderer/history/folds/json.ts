import type { Change } from '../../../server/contract/events/events.ts';

/** A session's JSON text as a value; null for none, and the text itself where it is not JSON. */
export const parseSession = (text: string | null): unknown => (text === null ? null : parsedOf(text).value);

/** Every value of a session's JSON text by path, as `leavesOf`; none for no session. */
export function leavesOfSession(text: string | null): Leaves {
  if (text === null) return noLeaves;
  const known = parsedOf(text);
  known.leaves ??= leavesOf(known.value);
  return known.leaves;
}

type Parsed = { readonly value: unknown; leaves: Leaves | null };

function parsedOf(text: string): Parsed {
  const known = parsed.get(text) ?? { value: parseJson(text), leaves: null };
  parsed.delete(text);
  parsed.set(text, known);
  if (parsed.size > parsedAtMost) parsed.delete(parsed.keys().next().value ?? '');
  return known;
}

/** The few texts that were last asked for: neighbouring versions are compared again and again. */
const parsed = new Map<string, Parsed>();
const parsedAtMost = 64;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export type Leaves = ReadonlyMap<string, unknown>;
const noLeaves: Leaves = new Map();

/** Every value that is not an object or array with content, by path: `cart.apples`, `items.0`. */
function leavesOf(value: unknown): Leaves {
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
export const changesBetween = (before: unknown, after: unknown): Change[] =>
  changesOfLeaves(leavesOf(before), leavesOf(after));

function changesOfLeaves(old: Leaves, now: Leaves): Change[] {
  const changes: Change[] = [];
  for (const [path, value] of old) {
    if (!now.has(path)) changes.push({ path, before: value });
    else if (now.get(path) !== value) changes.push({ path, before: value, after: now.get(path) });
  }
  for (const [path, value] of now) if (!old.has(path)) changes.push({ path, after: value });
  return changes;
}

const expiryPaths: ReadonlySet<string> = new Set(['cookie.expires', 'cookie._expires']);

/** The differences without the cookie's expiry, which moves by itself with every save and touch. */
export const dataChangesBetween = (before: Leaves, after: Leaves): Change[] =>
  changesOfLeaves(before, after).filter(({ path }) => !expiryPaths.has(path));

/** When a stored session expires, in ms since 1970 on the lab's clock; null when it does not. */
export function expiryOf(session: unknown): number | null {
  const expires = recordOf(recordOf(session)['cookie'])['expires'];
  const at = typeof expires === 'string' || typeof expires === 'number' ? Date.parse(String(expires)) : NaN;
  return Number.isNaN(at) ? null : at;
}

/** The same of its JSON text, which is read only where something in it may expire. */
export const expiryOfText = (text: string): number | null =>
  /"expires":(?!null)/.test(text) ? expiryOf(parseSession(text)) : null;

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
