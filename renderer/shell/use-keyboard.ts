import { useEffect } from 'react';
import { runCommand } from '../services/commands.ts';
import { commandOf, takesKey } from '../services/shortcuts.ts';

/** Turns key presses into commands, wherever the focus is, unless keys mean something there. */
export function useKeyboard(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const isTaken = takesKey(event.target, event.key) || document.querySelector('dialog[open]') !== null;
      const command = commandOf(event, isTaken);
      if (command !== null && runCommand(command)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
