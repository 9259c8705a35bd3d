import { useEffect } from 'react';
import { runCommand } from '../services/keyboard/commands.ts';
import { commandOf, shortcuts, takesKey } from '../services/keyboard/shortcuts.ts';
import { useWindow } from '../services/window/window-store.ts';
import { Dialog } from '../ui/dialog.tsx';
import './shortcuts-dialog.css';

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Shortcuts" onClose={onClose}>
      <dl className="shortcuts">
        {Object.entries(shortcuts).map(([name, { keys, words }]) => (
          <div key={name}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

/** Turns key presses into commands, wherever the focus is, unless keys mean something there. */
export function useKeyboard(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      const isTaken = takesKey(event.target, event.key);
      const command = commandOf(event, isTaken, useWindow.getState().isPresenting);
      if (command !== null && runCommand(command)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
