import { type Block, blockBits, blockSize, inBlock } from './block.ts';
import type { Graph, Layer } from './graph.ts';

/** A state by its layer and its place there. */
export type State = { depth: number; place: number };

/**
 * Bits of one digit of a count. A digit times the requests of a race (at most 8), plus a digit and what is carried over,
 * is below 2^53, so numbers hold it exactly.
 */
const digitBits = 48;
const digitBase = 2 ** digitBits;

/**
 * Schedules from a state to each outcome. Exact, however many: counts have as many digits as the most that there could
 * be needs. `requests`: how many could move at once at most.
 */
export async function schedulesFrom(
  { layers }: Graph,
  from: State,
  requests: number,
  yieldToEventLoop: () => Promise<void>,
): Promise<Map<number, bigint>> {
  const mostBits = (layers.length - from.depth) * Math.log2(requests) + 1;
  const digits = Math.ceil(mostBits / digitBits);
  const found = new Map<number, Float64Array>();
  let ways = new Float64Array((layers[from.depth]?.width ?? 0) * digits);
  ways[from.place * digits] = 1;
  for (let depth = from.depth; depth < layers.length; depth += 1) {
    const following = new Float64Array((layers[depth + 1]?.width ?? 0) * digits);
    for (const [number, block] of layerAt(layers, depth).blocks.entries()) {
      countOn(block, number * blockSize, { ways, following, digits, found });
      await yieldToEventLoop();
    }
    ways = following;
  }
  return new Map([...found].map(([outcome, count]) => [outcome, bigIntOf(count)]));
}

type Counting = {
  /** By state of a layer, and of the next: ways to it, the low digit first. */
  ways: Float64Array;
  following: Float64Array;
  digits: number;
  /** By outcome. */
  found: Map<number, Float64Array>;
};

/** Hands the ways to the states of a block, of which `first` is the first, on to those that their moves lead to. */
function countOn(block: Block, first: number, { ways, following, digits, found }: Counting): void {
  const { width, moves, to, weights, outcomes } = block;
  for (let state = 0; state < width; state += 1) {
    const here = (first + state) * digits;
    if (isZero(ways, here, digits)) continue;
    const outcome = outcomes[state] ?? -1;
    if (outcome !== -1) {
      const sum = found.get(outcome) ?? new Float64Array(digits);
      found.set(outcome, sum);
      add(sum, 0, ways, here, digits, 1);
    }
    const last = moves[state + 1] ?? 0;
    for (let move = moves[state] ?? 0; move < last; move += 1) {
      add(following, (to[move] ?? 0) * digits, ways, here, digits, weights[move] ?? 0);
    }
  }
}

function isZero(ways: Float64Array, at: number, digits: number): boolean {
  for (let digit = 0; digit < digits; digit += 1) if (ways[at + digit] !== 0) return false;
  return true;
}

function add(
  sum: Float64Array,
  at: number,
  ways: Float64Array,
  from: number,
  digits: number,
  weight: number,
): void {
  let carry = 0;
  for (let digit = 0; digit < digits; digit += 1) {
    const value = (sum[at + digit] ?? 0) + weight * (ways[from + digit] ?? 0) + carry;
    carry = value < digitBase ? 0 : Math.floor(value / digitBase);
    sum[at + digit] = value - carry * digitBase;
  }
}

const bigIntOf = (count: Float64Array): bigint =>
  count.reduceRight((sum, digit) => (sum << BigInt(digitBits)) + BigInt(digit), 0n);

/** By layer and state: whether an outcome for which `isGood` holds can still be reached. */
export async function canReach(
  { layers }: Graph,
  isGood: (outcome: number) => boolean,
  yieldToEventLoop: () => Promise<void>,
): Promise<Uint8Array[]> {
  const can: Uint8Array[] = [];
  for (let depth = layers.length - 1; depth >= 0; depth -= 1) {
    const { width, blocks } = layerAt(layers, depth);
    const here = new Uint8Array(width);
    for (const [number, block] of blocks.entries()) {
      here.set(canReachFrom(block, can[depth + 1] ?? here, isGood), number * blockSize);
      await yieldToEventLoop();
    }
    can[depth] = here;
  }
  return can;
}

function canReachFrom(
  { width, moves, to, outcomes }: Block,
  next: Uint8Array,
  isGood: (outcome: number) => boolean,
): Uint8Array {
  const can = new Uint8Array(width);
  for (let state = 0; state < width; state += 1) {
    const outcome = outcomes[state] ?? -1;
    let found = outcome !== -1 && isGood(outcome);
    const last = moves[state + 1] ?? 0;
    for (let move = moves[state] ?? 0; !found && move < last; move += 1) found = next[to[move] ?? -1] === 1;
    can[state] = found ? 1 : 0;
  }
  return can;
}

/** Where each outcome is reached first: after as few steps as any. */
export function firstEnds({ layers }: Graph): Map<number, State> {
  const ends = new Map<number, State>();
  for (const [depth, { blocks }] of layers.entries()) {
    for (const [number, { width, outcomes }] of blocks.entries()) {
      for (let at = 0; at < width; at += 1) {
        const outcome = outcomes[at] ?? -1;
        if (outcome !== -1 && !ends.has(outcome))
          ends.set(outcome, { depth, place: number * blockSize + at });
      }
    }
  }
  return ends;
}

/** The way to a state that has the fewest changes from request to request: its states by their places, and the slots that move. */
export function pathTo({ layers }: Graph, { depth, place }: State): { places: number[]; slots: number[] } {
  const places = [place];
  const slots: number[] = [];
  for (let at = depth, state = place; at > 0; at -= 1) {
    const { before, beforeSlot } = blockOf(layerAt(layers, at), state);
    slots.push(beforeSlot[state & inBlock] ?? -1);
    state = before[state & inBlock] ?? -1;
    places.push(state);
  }
  return { places: places.reverse(), slots: slots.reverse() };
}

/** The state that the moves of slots lead to from the first one. */
export function stateAfter({ layers }: Graph, moved: readonly number[]): State {
  let place = 0;
  for (const [depth, slot] of moved.entries()) {
    const { moves, slots, to } = blockOf(layerAt(layers, depth), place);
    const at = place & inBlock;
    const move = slots.subarray(0, moves[at + 1]).indexOf(slot, moves[at]);
    if (move === -1) throw new Error(`Slot ${slot} does not move after ${depth} steps.`);
    place = to[move] ?? -1;
  }
  return { depth: moved.length, place };
}

function layerAt(layers: readonly Layer[], depth: number): Layer {
  const layer = layers[depth];
  if (layer === undefined) throw new Error(`There is no layer ${depth}.`);
  return layer;
}

function blockOf({ blocks }: Layer, place: number): Block {
  const block = blocks[place >>> blockBits];
  if (block === undefined) throw new Error(`There is no state ${place}.`);
  return block;
}
