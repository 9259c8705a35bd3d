import { shortcuts } from '../services/shortcuts.ts';
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
