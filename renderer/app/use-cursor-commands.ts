import { useMemo } from 'react';
import { useHistory } from '../state/use-history.ts';
import { useCommands } from './commands.ts';

/** The keys that move the cursor. */
export function useCursorCommands(): void {
  const move = useHistory((state) => state.move);
  const setCursor = useHistory((state) => state.setCursor);
  useCommands(
    useMemo(
      () => ({
        stepBack: () => move('previous'),
        stepForward: () => move('next'),
        toStart: () => move('first'),
        toEnd: () => move('last'),
        live: () => setCursor('live'),
      }),
      [move, setCursor],
    ),
  );
}
