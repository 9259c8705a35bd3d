import type { Change } from './events/events.ts';

/** A write of a session, as far as its being lost goes. */
export type LineageWrite = {
  /** Grows with each write of the session. */
  readonly version: number;
  /** The version that its writer had read; null where it had read none. */
  readonly base: number | null;
  /** Whose it is: nobody loses what they wrote to themselves. */
  readonly by: string | number | null;
  /** What it changed in what its writer had read. */
  changes(): readonly Change[];
  /** What it left at a path. */
  valueAt(path: string): unknown;
};

type Node<Write> = {
  readonly write: Write;
  readonly parent: Node<Write> | undefined;
  /** Writes that are overwritten, while what they changed is in this one too. */
  readonly carries: Node<Write>[];
};

/** The writes of one session, each with the one that it was made from, and the one that is stored. */
export type Lineage<Write extends LineageWrite> = { nodes: Node<Write>[]; stored: Node<Write> | undefined };

export const createLineage = <Write extends LineageWrite>(): Lineage<Write> => ({
  nodes: [],
  stored: undefined,
});

/** What a write did to those before it. `lost`: with the paths at which their changes are gone. */
export type Overwritten<Write> = { lost: Array<{ write: Write; paths: string[] }>; back: Write[] };

/**
 * Takes the next write into account: the one rule by which a write counts as **lost**, on the page and in what races say of a
 * write.
 * It is lost when it is not in the ancestry of what is stored (nobody who wrote that had read it, at any remove) and
 * its change is not in there either: another value stands at its path, or it counted, so that its step is missing
 * whatever the number. A value that somebody changed who had read it is theirs. A lost write that the next one's writer
 * had read after all is `back`: it was overwritten for a while only.
 */
export function takeWrite<Write extends LineageWrite>(
  lineage: Lineage<Write>,
  write: Write,
): Overwritten<Write> {
  const { stored } = lineage;
  const parent = readBy(lineage, write);
  const { displaced, back } = stored === undefined ? nothing : apart(stored, parent, write.base ?? -1);
  const node: Node<Write> = { write, parent, carries: [] };
  const place = lineage.nodes.findLastIndex((one) => one.write.version < write.version) + 1;
  lineage.nodes.splice(place, 0, node);
  lineage.stored = node;
  const lost: Overwritten<Write>['lost'] = [];
  for (const one of displaced.flatMap(withCarried).toReversed()) {
    if (stored === undefined || one.write.by === write.by) continue;
    const paths = lostPaths(one.write, stored.write, write);
    if (paths.length > 0) lost.push({ write: one.write, paths });
    else node.carries.push(one);
  }
  return { lost, back: back.map((one) => one.write) };
}

const nothing = { displaced: [], back: [] };

const readBy = <Write extends LineageWrite>({ nodes }: Lineage<Write>, { base }: Write) =>
  base === null ? undefined : nodes.findLast(({ write }) => write.version <= base);

/** Those in the ancestry of what was stored that are not in that of what is read, and the other way round. */
function apart<Write extends LineageWrite>(stored: Node<Write>, read: Node<Write> | undefined, base: number) {
  const displaced: Node<Write>[] = [];
  const back: Node<Write>[] = [];
  let [old, fresh]: Array<Node<Write> | undefined> = [stored, read];
  while (old !== fresh) {
    if (fresh !== undefined && (old === undefined || fresh.write.version > old.write.version)) {
      back.push(fresh);
      fresh = fresh.parent;
    } else if (old !== undefined) {
      // What was read may be older than anything that is known here.
      if (fresh === undefined && old.write.version <= base) break;
      displaced.push(old);
      old = old.parent;
    }
  }
  return { displaced, back };
}

const withCarried = <Write>(node: Node<Write>): Node<Write>[] => [node, ...node.carries.flatMap(withCarried)];

/** `then`: what was stored, whose writer had read `write` or has its changes all the same. */
const lostPaths = (write: LineageWrite, then: LineageWrite, now: LineageWrite): string[] =>
  write
    .changes()
    .filter((change) => {
      const { path, after } = change;
      if (isCount(change)) return true;
      return then.valueAt(path) === after && now.valueAt(path) !== after;
    })
    .map(({ path }) => path);

/** A number that was changed, or that began at 1: what counts something. */
const isCount = ({ before, after }: Change): boolean =>
  typeof after === 'number' && (typeof before === 'number' || (before === undefined && after === 1));

/** Writes of one session that are remembered at least, and at most, where they are followed without end. */
const [keptWrites, mostWrites] = [16, 64];

/**
 * Takes a write whose writer had read what is stored, which undoes nothing; says whether it is one. The oldest writes are forgotten,
 * where there are many: what is made from one of them is then said to be lost as far as is known.
 */
export function takeNext<Write extends LineageWrite>(lineage: Lineage<Write>, write: Write): boolean {
  const { nodes, stored } = lineage;
  if (stored !== undefined && (stored !== nodes.at(-1) || stored.write.version !== write.base)) return false;
  const node: Node<Write> = { write, parent: stored, carries: [] };
  nodes.push(node);
  lineage.stored = node;
  if (nodes.length > mostWrites) trimLineage(lineage);
  return true;
}

function trimLineage<Write extends LineageWrite>(lineage: Lineage<Write>): void {
  const kept = new Map<Node<Write>, Node<Write>>();
  for (const node of lineage.nodes.slice(-keptWrites)) {
    const parent = node.parent === undefined ? undefined : kept.get(node.parent);
    kept.set(node, { write: node.write, parent, carries: [] });
  }
  lineage.nodes = [...kept.values()];
  lineage.stored = lineage.stored && kept.get(lineage.stored);
}
