import { useMemo } from 'react';
import { useRaceApi } from '../race-api.ts';
import { useRaces } from '../races-store.ts';
import { askedOf, setupNow } from '../setup/use-setup.ts';
import { ask } from './explorer.ts';

/** Runs every order of the race on screen. */
export function useExplore() {
  const api = useRaceApi();
  return useMemo(() => {
    const explore = () => {
      const setup = setupNow();
      const read = setup && askedOf(setup);
      if (read?.ok) void ask(api, useRaces, read.asked);
    };
    /** After a change beside the requests: at once where the last answer came at once, else when it is asked for. */
    const exploreAgain = () => {
      const { answer } = useRaces.getState();
      if (answer !== null && answer.result.effort.ms <= atOnce) explore();
    };
    return { explore, exploreAgain };
  }, [api]);
}

/** ms */
const atOnce = 1500;
