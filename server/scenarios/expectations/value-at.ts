import { isDeepStrictEqual } from 'node:util';
import { type Problem, problem } from '../../contract/errors.ts';
import { shown } from './context.ts';

/** What is asked of a value in data. */
export type ValueAsked = { path?: string | undefined; equals?: unknown; exists?: boolean | undefined };

/** The value at `cart.apples`, the whole without a path; array places are numbers: `items.0`. Only own properties. */
export function valueAt(data: unknown, path: string | undefined): unknown {
  if (path === undefined) return data;
  return inside(data, path.split('.'));
}

/** A key may have dots of its own: of those that fit, the shortest that leads to something. */
function inside(value: unknown, keys: readonly string[]): unknown {
  if (keys.length === 0) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const members = new Map<string, unknown>(Object.entries(value));
  for (let taken = 1; taken <= keys.length; taken += 1) {
    const found = inside(members.get(keys.slice(0, taken).join('.')), keys.slice(taken));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a value is as asked. `undefined` is one that is not there. */
export function holdValue(value: unknown, { equals, exists }: ValueAsked): boolean {
  if (exists === false) return value === undefined;
  return value !== undefined && (equals === undefined || isDeepStrictEqual(value, equals));
}

/** What is asked of a value, in words. */
export function wantedValue({ equals, exists }: ValueAsked): string {
  if (exists === false) return 'nothing';
  return equals === undefined ? 'something' : shown(equals);
}

/** What could never be in what is asked of a value. */
export function problemsOfValue(asked: ValueAsked, at: string): Problem[] {
  return asked.exists === false && asked.equals !== undefined
    ? [problem('nothing-is-equal', `${at}.equals`, {})]
    : [];
}
