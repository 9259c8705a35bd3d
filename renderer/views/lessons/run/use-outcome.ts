import { useMemo } from 'react';
import { useHistory } from '../../../history/use-history.ts';
import type { Entry } from '../catalogue/entry.ts';
import { useLessons } from '../lessons-store.ts';
import { isSameLab, useLab } from '../setup/use-lab.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

/**
 * What came of the newest run; null before there was one. `isStale`: the options have changed since. `isInLog`: its
 * events are in the log that is on screen.
 */
export type SeenOutcome = Outcome & { isStale: boolean; isInLog: boolean };

export function useOutcome(entry: Entry): SeenOutcome | null {
  const run = useLessons((state) => state.runs[entry.id]);
  const epoch = useHistory((state) => state.logged.log.epoch);
  const { lab } = useLab(entry);
  return useMemo(() => {
    if (run === undefined) return null;
    const outcome = outcomeOf(entry.scenario, run.result.expectations);
    return { ...outcome, isStale: !isSameLab(run.lab, lab), isInLog: run.result.epoch === epoch };
  }, [run, entry, lab, epoch]);
}
