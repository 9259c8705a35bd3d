import { changesBetween, dataText } from '../../observer/snapshot.ts';
import type { Trace } from '../held/schedule.ts';

/** A save in a trace, with what its request had read of that session when it made it. */
export type Write = {
  step: number;
  place: number;
  sid: string;
  /** What was stored. */
  text: string | null;
  /** Whether the session was not stored just before. */
  isNew: boolean;
  /** Step at which the request last read or wrote this session; -1 when it never did. */
  base: number;
  /** Paths in the session's data that differ from that copy, with what they became. */
  changes: ReadonlyArray<{ path: string; before?: unknown; after: unknown }>;
};

export type Removal = { step: number; place: number; sid: string };

/** What a request changed, from the copy that it had to the text that it saved. */
export type ChangesOf = (copy: string | null, text: string | null) => Write['changes'];

/** Remembers what it has compared: the traces of a race have few texts, however many they are. */
export function createChangesOf(): ChangesOf {
  const known = new Map<string | null, Map<string | null, Write['changes']>>();
  return (copy, text) => {
    const fromCopy = known.get(copy) ?? new Map<string | null, Write['changes']>();
    known.set(copy, fromCopy);
    const changes =
      fromCopy.get(text) ??
      changesBetween(dataOf(copy), dataOf(text)).flatMap(({ path, before, after }) =>
        leaves(path, after).map((leaf) => (leaf.path === path ? { ...leaf, before } : leaf)),
      );
    fromCopy.set(text, changes);
    return changes;
  };
}

/** Saves and removals, in their order. */
export function writesOf(trace: Trace, changesOf: ChangesOf): { writes: Write[]; removals: Removal[] } {
  const writes: Write[] = [];
  const removals: Removal[] = [];
  /** By request and session: the copy that the request has. */
  const copies = new Map<string, { step: number; text: string | null }>();
  for (const [step, { place, kind, sid, text, before, after }] of trace.entries()) {
    if (sid === null) continue;
    const key = `${place} ${sid}`;
    // A reload that finds nothing does not take from the request the copy that it has.
    if (kind === 'load' && before !== null && after !== null) copies.set(key, { step, text: before });
    if (kind === 'destroy' && before !== null) removals.push({ step, place, sid });
    if (kind !== 'save' || after === null) continue;
    const copy = copies.get(key);
    writes.push({
      step,
      place,
      sid,
      text,
      isNew: before === null,
      base: copy?.step ?? -1,
      changes: changesOf(copy?.text ?? null, text),
    });
    copies.set(key, { step, text });
  }
  return { writes, removals };
}

/** An object that was put in whole counts by what is in it: `cart.apples`, not `cart`. */
function leaves(path: string, after: unknown): Array<{ path: string; after: unknown }> {
  const isFilled = typeof after === 'object' && after !== null && Object.keys(after).length > 0;
  if (!isFilled || Array.isArray(after)) return [{ path, after }];
  return Object.entries(after).flatMap(([key, value]) => leaves(`${path}.${key}`, value));
}

const dataOf = (text: string | null): string | null => (text === null ? null : dataText(JSON.parse(text)));

/** The value at a path (`cart.apples`) in a stored session's text. */
export function valueAt(text: string | null, path: string): unknown {
  let value: unknown = text === null ? undefined : JSON.parse(text);
  for (const key of path.split('.')) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }
  return value;
}
