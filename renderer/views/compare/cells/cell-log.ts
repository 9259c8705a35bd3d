import type { Cell } from '../../../../server/contract/compare/compare.ts';
import { type LogState, logOfMessage } from '../../../history/history.ts';

const logs = new WeakMap<Cell['log'], LogState>();

/** A cell's events as a log that the timeline and the folds can read; the same one for the same cell. */
export function logOfCell({ log }: Pick<Cell, 'log'>): LogState {
  const known = logs.get(log) ?? logOfMessage(log);
  logs.set(log, known);
  return known;
}
