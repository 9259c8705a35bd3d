/** States of a block: 2 to the power of this. */
export const blockBits = 12;
export const blockSize = 2 ** blockBits;
/** Takes from a state's place in its layer that in its block. */
export const inBlock = blockSize - 1;

/** States that are neighbours in a layer: so many are packed at once that there are few arrays, and no pause is long. */
export type Block = {
  readonly width: number;
  /** By state: where its moves begin in the lists below; one more for the end of the last. */
  readonly moves: Int32Array;
  /** By move: the state that it leads to, by its place in the next layer. */
  readonly to: Int32Array;
  readonly slots: Uint8Array;
  /** By move: how many requests could make it. */
  readonly weights: Uint8Array;
  /** By state: the outcome's number where all is over, -1 before. */
  readonly outcomes: Int32Array;
  /** By state: the state before it on the way with the fewest changes from request to request, and the slot that moved. */
  readonly before: Int32Array;
  readonly beforeSlot: Uint8Array;
};
