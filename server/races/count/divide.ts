import { createHash } from 'node:crypto';
import type { PartOf } from '../../contract/races/race-parts.ts';
import type { Nodes } from '../behaviours/nodes.ts';
import type { Block } from './block.ts';

type Blocks = ReadonlyArray<{ readonly blocks: readonly Block[] }>;

/** States that a layer has for each part before it is divided: enough that the parts come out about as large. */
const statesPerPart = 64;

export const isWide = (width: number, { of }: PartOf): boolean => width >= statesPerPart * of;

/** Neighbours in a layer come from the same states, and lead to the same: parts of them meet the least again. */
export const rangeOf = ({ part, of }: PartOf, width: number) => ({
  from: Math.floor(((part - 1) * width) / of),
  to: Math.floor((part * width) / of),
});

/** What ends before the division is the first part's. */
export function withoutOutcomes(layers: Blocks): void {
  for (const { blocks } of layers) for (const { outcomes } of blocks) outcomes.fill(-1);
}

/** Equal where the same steps lead to the same states: then the parts are parts of one. `width`: of the layer that is divided. */
export function divisionDigest(layers: Blocks, width: number, { steps }: Nodes): string {
  const hash = createHash('sha256').update(JSON.stringify(['states', width, steps.values]));
  for (const { blocks } of layers)
    for (const { moves, to, slots, weights, outcomes } of blocks)
      for (const { buffer, byteOffset, byteLength } of [moves, to, slots, weights, outcomes])
        hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  return hash.digest('base64url');
}
