import { type Comparison, outcomeText } from '../../../../server/contract/compare/compare.ts';

/** The places of the first combination, and of the first that comes to something else: that is what one came to see. */
export function firstToOpen({ cells }: Pick<Comparison, 'cells'>): number[] {
  const texts = cells.map(({ outcome }) => outcomeText(outcome));
  const other = texts.findIndex((text) => text !== texts[0]);
  return other < 0 ? [0] : [0, other];
}
