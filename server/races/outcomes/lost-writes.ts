import { createLineage, type LineageWrite, takeWrite } from '../../contract/lost-writes.ts';
import { type Removal, valueAt, type Write } from './writes.ts';

type RaceWrite = LineageWrite & { readonly write: Write };

/** A write that is lost in the end, with the save that undid it; `back`: those overwritten for a while only, by whom. */
export type LostWrites = {
  lost: Array<{ write: Write; over: Write; path: string }>;
  back: Array<{ write: Write; over: Write; by: Write; path: string }>;
};

/** Which writes of a schedule are lost, by the rule that holds for the page too. */
export function lostWrites(writes: readonly Write[], removals: readonly Removal[]): LostWrites {
  const found: LostWrites = { lost: [], back: [] };
  for (const sid of new Set(writes.map((write) => write.sid))) {
    let lineage = createLineage<RaceWrite>();
    let removed = removals.filter((removal) => removal.sid === sid);
    for (const write of writes.filter((one) => one.sid === sid)) {
      if (removed.some(({ step }) => step < write.step)) {
        removed = removed.filter(({ step }) => step > write.step);
        lineage = createLineage();
      }
      const { lost, back } = takeWrite(lineage, lineageWrite(write));
      for (const { write: earlier, paths } of lost) {
        found.lost.push({ write: earlier.write, over: write, path: paths[0] ?? '' });
      }
      for (const earlier of back) takeBack(found, earlier, write);
    }
  }
  return found;
}

function takeBack(found: LostWrites, { write }: RaceWrite, by: Write): void {
  const loss = found.lost.find((one) => one.write === write);
  if (loss === undefined) return;
  found.lost.splice(found.lost.indexOf(loss), 1);
  found.back.push({ ...loss, by });
}

const lineageWrite = (write: Write): RaceWrite => ({
  write,
  version: write.step,
  base: write.base === -1 ? null : write.base,
  by: write.place,
  changes: () => write.changes.map((change) => ({ ...change, after: plain(change.after) })),
  valueAt: (path) => plain(valueAt(write.text, path)),
});

/** A value that can be told the same as another. */
const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
