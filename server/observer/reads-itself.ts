import { types } from 'node:util';

/** Values within a session that are looked at for each look, at most. */
const budget = 200;

/**
 * The path of something in a session that would notice being read: a getter, or a Proxy. `held`: what was seen in it
 * before, which is not looked at again. Nothing is read to find out; null where there is none.
 */
export function readsItself(session: object, held: Record<string, unknown> | undefined): string | null {
  const left = { values: budget };
  for (const key of Object.keys(session)) {
    if (key === 'cookie') continue;
    const path = inProperty(session, key, key, left, held?.[key]);
    if (path !== null) return path;
  }
  return null;
}

function inProperty(
  holder: object,
  key: string,
  path: string,
  left: { values: number },
  before?: unknown,
): string | null {
  const property = Object.getOwnPropertyDescriptor(holder, key);
  if (property === undefined) return null;
  if (property.get !== undefined) return path;
  return property.value === before ? null : inObject(property.value, path, left);
}

function inObject(value: unknown, path: string, left: { values: number }): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (types.isProxy(value)) return path;
  for (const key of Object.keys(value)) {
    left.values -= 1;
    if (left.values < 0) return null;
    const found = inProperty(value, key, `${path}.${key}`, left);
    if (found !== null) return found;
  }
  return null;
}
