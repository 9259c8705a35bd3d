import { createHash } from 'node:crypto';
import type { PartOf, RacePart } from '../../contract/races/race-parts.ts';
import type { Learner } from '../behaviours/learner.ts';
import type { Counted } from '../count/counted.ts';
import type { TransitionSystem } from '../count/transition-system.ts';
import type { OutcomeTable } from '../outcomes/outcome-table.ts';
import type { Oracle } from '../outcomes/serial.ts';
import { asCount, type Judged } from '../result.ts';

export type BarePart = Omit<RacePart, 'input' | 'code'>;

/**
 * Finds before a race is divided whether like requests turn singular where their session is gone: what one part found by
 * itself would have it divided otherwise than the others.
 */
export async function learnSingular(
  groups: readonly number[][],
  { slots, nodes }: TransitionSystem,
  learner: Learner,
) {
  if (!nodes.steps.values.some(({ kind }) => kind === 'destroy')) return;
  for (const [place = -1, ...others] of groups) {
    const root = slots.roots[slots.places.indexOf(place)] ?? -1;
    const step = nodes.isEnd(root) ? undefined : nodes.steps.at(nodes.step[root] ?? -1);
    if (others.length > 0 && step?.kind === 'load') await learner.learn(root, null);
  }
}

/** What a part has to be added by; null where it was not counted whole. */
export function partIn(given: {
  part: PartOf | undefined;
  counted: Counted;
  judged: Judged;
  oracle: Oracle;
  table: OutcomeTable;
  drawn: number;
}): BarePart | null {
  const { part, counted, judged, oracle, table, drawn } = given;
  if (part === undefined || counted.division === undefined) return null;
  const { digest, hopeful } = counted.division;
  const serial = [...oracle.orders.keys()].map((outcome) => table.keyOf(outcome)).sort();
  const division = createHash('sha256')
    .update(JSON.stringify([digest, ...serial]))
    .digest('base64url');
  return { ...part, division, alike: asCount(counted.alike), drawn, hopeful, outcomes: judged.inPart };
}
