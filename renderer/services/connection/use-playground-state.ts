import { create } from 'zustand';
import type { PlaygroundState } from '../../../server/contract/state.ts';

/** The present as the control plane told it last; null before it has. */
export const usePresent = create<{ state: PlaygroundState | null }>(() => ({ state: null }));

/** A part of the present. For components that are drawn only once there is one. */
export function usePlaygroundState<Part>(select: (state: PlaygroundState) => Part): Part {
  return usePresent(({ state }) => {
    if (state === null) throw new Error('The app has not told its state yet');
    return select(state);
  });
}
