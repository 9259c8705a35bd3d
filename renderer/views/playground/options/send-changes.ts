import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import { createTurns } from '../../../../server/contract/turns.ts';
import { type Change, type Confirmed, shownConfig, withChange } from './config-changes.ts';
import type { OptionsSlice } from './options-slice.ts';

export type Sent = { ok: true } | { ok: false; error: unknown };

/**
 * Hands changes to the lab one after the other, in turn with what else is asked of it: each goes out as a whole configuration, so it is built when those
 * before it are answered, without those that were refused.
 */
export function createSender(
  options: () => Pick<OptionsSlice, 'changes' | 'taken' | 'rollBack'>,
  confirmed: () => Confirmed,
  inTurn = createTurns(),
): (change: Change, configure: (config: LabConfig) => Promise<{ configRevision: number }>) => Promise<Sent> {
  return (change, configure) =>
    inTurn(async (): Promise<Sent> => {
      const { changes } = options();
      const before = changes.slice(
        0,
        changes.findIndex(({ id }) => id === change.id),
      );
      try {
        const { configRevision } = await configure(withChange(shownConfig(confirmed(), before), change));
        options().taken(change.id, configRevision, confirmed());
        return { ok: true };
      } catch (error) {
        options().rollBack(change.id);
        return { ok: false, error };
      }
    });
}
