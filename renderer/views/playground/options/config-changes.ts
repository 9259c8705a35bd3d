import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';

/** One value that changes: where it stands, and what it was and becomes. `undefined` is a value that is not there. */
export type Difference = { path: readonly string[]; from: unknown; to: unknown };

/** A change that a user made. Undoing it and making it again are changes of their own, about the same `entry`. */
export type Change = {
  id: number;
  kind: 'make' | 'undo' | 'redo';
  entry: Entry;
  /** The revision of the configuration in which the lab took it; null while it has not answered. */
  takenAt: number | null;
};
export type Entry = { id: number; differences: readonly Difference[] };

export type Confirmed = { config: LabConfig; configRevision: number };
export type ChangeHistory = { past: readonly Entry[]; future: readonly Entry[] };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Keyed = { id: string };
const isKeyedList = (value: unknown): value is Keyed[] =>
  Array.isArray(value) && value.every((one) => isRecord(one) && typeof one['id'] === 'string');
const byId = (list: readonly Keyed[]): Record<string, unknown> =>
  Object.assign(Object.create(null), Object.fromEntries(list.map((one) => [one.id, one])));

/** What has to be set to come from one configuration to the other; a list is one value, unless its items have ids. */
export function differencesOf(from: unknown, to: unknown, path: readonly string[] = []): Difference[] {
  if (isKeyedList(from) && isKeyedList(to)) return differencesOf(byId(from), byId(to), path);
  if (isRecord(from) && isRecord(to)) {
    const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
    return [...keys].flatMap((key) => differencesOf(from[key], to[key], [...path, key]));
  }
  return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ path, from, to }];
}

function put<Whole extends object>(whole: Whole, [key, ...rest]: readonly string[], value: unknown): Whole {
  if (key === undefined) return whole;
  const inner = Object.entries(whole).find(([name]) => name === key)?.[1];
  if (rest.length > 0 && isKeyedList(inner)) return { ...whole, [key]: putInto(inner, rest, value) };
  // What the path leads through may have gone meanwhile: then there is nothing to set.
  if (rest.length > 0 && !isRecord(inner)) return whole;
  return { ...whole, [key]: isRecord(inner) && rest.length > 0 ? put(inner, rest, value) : value };
}

/** An item of a list by its id: `undefined` takes it out, and what is not there yet comes last. */
function putInto(
  list: readonly Keyed[],
  [id, ...rest]: readonly string[],
  value: unknown,
): readonly unknown[] {
  if (rest.length > 0) return list.map((one) => (one.id === id ? put(one, rest, value) : one));
  if (value === undefined) return list.filter((one) => one.id !== id);
  return list.some((one) => one.id === id)
    ? list.map((one) => (one.id === id ? value : one))
    : [...list, value];
}

/** The configuration after a change. */
export const withChange = (config: LabConfig, { kind, entry }: Pick<Change, 'kind' | 'entry'>): LabConfig =>
  entry.differences.reduce(
    (changed, { path, from, to }) => put(changed, path, kind === 'undo' ? from : to),
    config,
  );

/** Whether the lab's configuration, as it was told last, has that change in it. */
const isIn = ({ configRevision }: Confirmed, { takenAt }: Change): boolean =>
  takenAt !== null && takenAt <= configRevision;

/** What is shown: the lab's configuration as told last, and over it, in order, the changes that are not in it yet. */
export const shownConfig = (confirmed: Confirmed, changes: readonly Change[]): LabConfig =>
  changes.filter((change) => !isIn(confirmed, change)).reduce(withChange, confirmed.config);

const rememberedAtMost = 100;

/** What can be undone and made again after a change. One that the lab refused was never handed to this. */
export function historyAfter({ past, future }: ChangeHistory, { kind, entry }: Change): ChangeHistory {
  const without = (entries: readonly Entry[]) => entries.filter(({ id }) => id !== entry.id);
  // By id: what is read again after a reload is another object.
  const has = (entries: readonly Entry[]) => entries.some(({ id }) => id === entry.id);
  switch (kind) {
    case 'make':
      return { past: [...past, entry].slice(-rememberedAtMost), future: [] };
    case 'undo':
      return has(past) ? { past: without(past), future: [...future, entry] } : { past, future };
    case 'redo':
      return has(future) ? { past: [...past, entry], future: without(future) } : { past, future };
  }
}
