import { TupleInterner } from '../behaviours/interner.ts';
import { blockBits, blockSize, inBlock } from './block.ts';
import type { Position } from './transition-system.ts';

/** By state of a block: the best way to it so far. */
export type Ways = {
  before: Int32Array;
  beforeSlot: Uint8Array;
  /** Changes from request to request. */
  switches: Int32Array;
  /** The node that the last move came to. */
  landed: Int32Array;
};

/** A layer that is being found: the positions of its states, and the best way to each so far. */
export class FoundLayer {
  readonly positions: TupleInterner;
  ways: Ways[] = [];

  constructor(width: number) {
    this.positions = new TupleInterner(width);
  }

  get size(): number {
    return this.positions.size;
  }

  /** The place of the state with this position, to which a move led from the state `before`. */
  reach(position: Position, before: number, beforeSlot: number, switches: number, landed: number): number {
    const seen = this.size;
    const place = this.positions.numberOf(position);
    const at = place & inBlock;
    if (place === seen && at === 0) this.ways.push(noWays());
    const ways = this.waysTo(place);
    if (place === seen || switches < (ways.switches[at] ?? 0)) {
      ways.before[at] = before;
      ways.beforeSlot[at] = beforeSlot;
      ways.switches[at] = switches;
      ways.landed[at] = landed;
    }
    return place;
  }

  /** The ways to the states of a place's block. */
  waysTo(place: number): Ways {
    const ways = this.ways[place >>> blockBits];
    if (ways === undefined) throw new Error(`There is no state ${place}.`);
    return ways;
  }

  clear(): void {
    this.positions.clear();
    this.ways = [];
  }
}

const noWays = (): Ways => ({
  before: new Int32Array(blockSize),
  beforeSlot: new Uint8Array(blockSize),
  switches: new Int32Array(blockSize),
  landed: new Int32Array(blockSize),
});
