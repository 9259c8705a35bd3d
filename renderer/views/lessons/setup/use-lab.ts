import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import type { Entry } from '../catalogue/entry.ts';
import { useLessons } from '../lessons-store.ts';

/** The options that a lesson runs with: the reader's, or its own. */
export function useLab({ id, scenario }: Entry): { lab: LabConfig; isOwn: boolean } {
  const lab = useLessons((state) => state.labs[id]);
  return { lab: lab ?? scenario.lab, isOwn: lab === undefined };
}
