import { changesBetween, dataText } from '../../observer/snapshot.ts';
import type { Trace } from './trace.ts';

/** A save in a trace, with what its request had read of that session when it made it. */
export type Write = {
  step: number;
  place: number;
  sid: string;
  /** Whether the session was not stored just before. */
  isNew: boolean;
  /** Step at which the request last read or wrote this session; -1 when it never did. */
  base: number;
  /** Paths in the session's data that differ from that copy, with what they became. */
  changes: ReadonlyArray<{ path: string; after: unknown }>;
};

export type Removal = { step: number; place: number; sid: string };

/** Saves and removals, in their order. */
export function writesOf(trace: Trace): { writes: Write[]; removals: Removal[] } {
  const writes: Write[] = [];
  const removals: Removal[] = [];
  /** By request and session: the copy that the request has. */
  const copies = new Map<string, { step: number; text: string | null }>();
  for (const [step, { place, kind, sid, text, before, after }] of trace.entries()) {
    if (sid === null) continue;
    const key = `${place} ${sid}`;
    if (kind === 'load') copies.set(key, { step, text: before });
    if (kind === 'destroy' && before !== null) removals.push({ step, place, sid });
    if (kind !== 'save' || after === null) continue;
    const copy = copies.get(key);
    const changes = changesBetween(dataOf(copy?.text ?? null), dataOf(text));
    writes.push({
      step,
      place,
      sid,
      isNew: before === null,
      base: copy?.step ?? -1,
      changes: changes.map(({ path, after: value }) => ({ path, after: value })),
    });
    copies.set(key, { step, text });
  }
  return { writes, removals };
}

const dataOf = (text: string | null): string | null => (text === null ? null : dataText(JSON.parse(text)));

/** The value at a path (`cart.apples`) in a stored session's text. */
export function valueAt(text: string | undefined, path: string): unknown {
  let value: unknown = text === undefined ? undefined : JSON.parse(text);
  for (const key of path.split('.')) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }
  return value;
}
