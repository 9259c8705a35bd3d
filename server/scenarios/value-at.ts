import { isDeepStrictEqual } from 'node:util';
import { shown } from './check-context.ts';

/** What is asked of a value in data. */
export type ValueAsked = { path?: string | undefined; equals?: unknown; exists?: boolean | undefined };

/** The value at `cart.apples`, the whole without a path; array places are numbers: `items.0`. */
export function valueAt(data: unknown, path: string | undefined): unknown {
  if (path === undefined) return data;
  return path.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    return new Map<string, unknown>(Object.entries(value)).get(key);
  }, data);
}

/** Whether a value is as asked, and what was asked in words. `undefined` is one that is not there. */
export function holdValue(
  value: unknown,
  { equals, exists }: ValueAsked,
): { holds: boolean; wanted: string } {
  if (exists === false) return { holds: value === undefined, wanted: 'nothing' };
  const isEqual = equals === undefined || isDeepStrictEqual(value, equals);
  return {
    holds: value !== undefined && isEqual,
    wanted: equals === undefined ? 'something' : shown(equals),
  };
}
