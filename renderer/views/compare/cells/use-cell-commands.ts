import { useMemo } from 'react';
import { useCommands } from '../../../app/commands.ts';
import { useCompare } from '../compare-store.ts';

/** The keys that move the cursor, in the run that was touched last. */
export function useCellCommands(): void {
  const move = useCompare((state) => state.move);
  useCommands(
    useMemo(
      () => ({
        stepBack: () => move('previous'),
        stepForward: () => move('next'),
        toStart: () => move('first'),
        toEnd: () => move('last'),
      }),
      [move],
    ),
  );
}
