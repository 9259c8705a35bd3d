import { useMemo } from 'react';
import { explainError } from '../../../services/connection/explain-error.ts';
import { useRaceApi } from '../race-api.ts';
import { useRaces } from '../races-store.ts';
import { type FixId, flipped } from '../setup/fixes.ts';
import { askedOf, setupNow, useReadSetup } from '../setup/use-setup.ts';
import { show, useExplore } from './explorer.ts';

/** Tries cures on the race that was answered, and puts them into it. */
export function useTrials() {
  const api = useRaceApi();
  const { isAnswered } = useReadSetup();
  const { explore } = useExplore();
  return useMemo(() => {
    const tryFix = async (id: FixId) => {
      const setup = setupNow();
      const { answer, setTrial } = useRaces.getState();
      const read = setup && askedOf(flipped(id, setup));
      if (!isAnswered || answer === null || !read?.ok) return;
      const of = answer.key;
      setTrial(id, { of, status: 'running' });
      try {
        const result = await api.explore(read.asked.spec, {});
        setTrial(id, { of, status: 'done', answer: { ...read.asked, result } });
      } catch (error) {
        setTrial(id, { of, status: 'failed', why: explainError(error) });
      }
    };
    const applyFix = (id: FixId) => {
      const setup = setupNow();
      if (setup === null) return;
      const { trials, answer, replace } = useRaces.getState();
      const trial = trials[id];
      replace(flipped(id, setup));
      if (trial?.status === 'done' && trial.of === answer?.key) show(useRaces, trial.answer);
      else explore();
    };
    return { tryFix, applyFix, canTry: isAnswered };
  }, [api, explore, isAnswered]);
}
