import { useMemo } from 'react';
import type { Move } from '../history/folds/position.ts';
import { useHistory } from '../history/use-history.ts';
import { useCommands } from '../services/keyboard/commands.ts';

/** The keys that move a cursor. Give it a stable function. */
export function useMoveCommands(move: (move: Move) => void): void {
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

/** The same for the cursor in a history that goes on, which can follow it too. */
export function useCursorCommands(): void {
  const setCursor = useHistory((state) => state.setCursor);
  useMoveCommands(useHistory((state) => state.move));
  useCommands(useMemo(() => ({ live: () => setCursor('live') }), [setCursor]));
}
