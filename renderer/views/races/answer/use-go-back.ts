import { useCallback } from 'react';
import { useRaces } from '../races-store.ts';
import type { Answer } from './answer-slice.ts';
import { show } from './explorer.ts';

/** Puts the race and its answer back to what they were. */
export function useGoBack(): (earlier: Answer) => void {
  return useCallback((earlier) => {
    useRaces.getState().replace(earlier.setup);
    show(useRaces, earlier);
  }, []);
}
