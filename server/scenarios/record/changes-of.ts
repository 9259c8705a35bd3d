import { isDeepStrictEqual } from 'node:util';
import type { LabConfig } from '../../contract/options/lab-config.ts';

type Patch = Record<string, unknown>;

/** The options that are other ones now, as `configure` takes them; cookie settings one by one. Empty for none. */
export function changedOptions(before: LabConfig['options'], after: LabConfig['options']): Patch {
  const { cookie, ...others } = differences(before, after);
  if (cookie === undefined) return others;
  const ofCookie = differences(before.cookie, after.cookie);
  // Of two ends that stand in one step, the later would count.
  const end = 'maxAge' in ofCookie && 'expires' in ofCookie ? { cookieEnd: after.cookieEnd } : {};
  return { ...others, ...end, cookie: ofCookie };
}

/** Whether what `configure` cannot reach is the same: the store, what stands around the session, and a cookie function. */
export function isSameAround(before: LabConfig, after: LabConfig): boolean {
  const [one, other] = [before, after].map(({ options: { cookieFunction }, ...around }) => ({
    ...around,
    cookieFunction,
  }));
  return isDeepStrictEqual(one, other);
}

function differences(before: object, after: object): Patch {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(
    Object.entries(after).filter(([key, value]) => !isDeepStrictEqual(value, old.get(key))),
  );
}
