import type { Cell } from '../../../../server/contract/compare/compare.ts';
import { createLog, receive } from '../../../history/log/event-log.ts';
import type { LogState } from '../../../history/slices/log-slice.ts';

const logs = new WeakMap<Cell['log'], LogState>();

/** A cell's events as a log that the timeline and the folds can read; the same one for the same cell. */
export function logOfCell({ log }: Pick<Cell, 'log'>): LogState {
  const known = logs.get(log);
  if (known) return known;
  const logged = { log: receive(createLog(), log), revision: 1 };
  logs.set(log, logged);
  return logged;
}
