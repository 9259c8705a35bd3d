import type { Cell } from '../../../../server/contract/compare/compare.ts';
import { divergenceOf } from '../../../../server/contract/compare/divergence.ts';
import { eventAt, lastSeq } from '../../../history/folds/position.ts';
import { describeEvent } from '../../../history/folds/words.ts';
import { logOfCell } from './cell-log.ts';

/** Where two runs part. `seqs`: where to look in each; `words`: what each does there. */
export type Parting = { seqs: [number, number]; words: [string, string] };

type Run = Pick<Cell, 'log'>;

/** null where the two are alike to the end. */
export function partingOf(left: Run, right: Run): Parting | null {
  const divergence = divergenceOf(left.log.events, right.log.events);
  if (divergence === null) return null;
  return {
    seqs: [seqOf(left, divergence.left), seqOf(right, divergence.right)],
    words: [wordsOf(left, divergence.left), wordsOf(right, divergence.right)],
  };
}

const seqOf = (run: Run, seq: number | null): number => seq ?? lastSeq(logOfCell(run).log);

function wordsOf(run: Run, seq: number | null): string {
  const event = seq === null ? undefined : eventAt(logOfCell(run).log, seq);
  return event ? describeEvent(event) : 'Nothing more happens here.';
}
