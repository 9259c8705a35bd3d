/** One line of a JSON value set against the one before: an object or array has `children`. */
export type DiffLine = {
  key: string;
  path: string;
  change: 'same' | 'added' | 'removed' | 'changed';
  before: unknown;
  after: unknown;
  children: DiffLine[] | null;
};

/** `after` line by line, with what was `before`. Keys keep the order of `after`; removed ones follow. */
export function diffLines(before: unknown, after: unknown, path = ''): DiffLine[] {
  const old = asRecord(before);
  const now = asRecord(after);
  const keys = [...Object.keys(now), ...Object.keys(old).filter((key) => !(key in now))];
  return keys.map((key) => {
    const at = path === '' ? key : `${path}.${key}`;
    const shown = key in now ? now[key] : old[key];
    const children = isNested(shown)
      ? key in now
        ? diffLines(key in old ? old[key] : undefined, now[key], at)
        : diffLines(shown, undefined, at)
      : null;
    return { key, path: at, change: changeOf(key, old, now), before: old[key], after: now[key], children };
  });
}

function changeOf(
  key: string,
  old: Record<string, unknown>,
  now: Record<string, unknown>,
): DiffLine['change'] {
  if (!(key in old)) return 'added';
  if (!(key in now)) return 'removed';
  return JSON.stringify(old[key]) === JSON.stringify(now[key]) ? 'same' : 'changed';
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

const asRecord = (value: unknown): Record<string, unknown> => (isNested(value) ? { ...value } : {});
