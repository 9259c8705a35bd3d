import { useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { runCommand, useProvided } from '../services/keyboard/commands.ts';
import { shortcuts } from '../services/keyboard/shortcuts.ts';
import { useWindow } from '../services/window/window-store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { type ViewId, views } from './views.ts';
import './palette.css';

type Item = { key: string; words: string; keys: readonly string[]; run: () => void };

/** Everything that can be done now, by what one types of it: views, what the view on screen can do, and how the window looks. */
export function PaletteDialog({ view, onClose }: { view: ViewId; onClose: () => void }) {
  const id = useId();
  const [text, setText] = useState('');
  const [place, setPlace] = useState(0);
  const found = itemsThatSay(useItems(view), text);
  const active = Math.min(place, found.length - 1);
  const run = (item: Item | undefined) => {
    if (item === undefined) return;
    // Beneath an open dialog nothing is done, and it gives the focus back.
    flushSync(onClose);
    item.run();
  };
  const onKey = (key: string): boolean => {
    if (key === 'Enter') run(found[active]);
    else if (key === 'Home') setPlace(0);
    else if (key === 'End') setPlace(found.length - 1);
    else if (key === 'ArrowDown' || key === 'ArrowUp')
      setPlace((active + (key === 'ArrowDown' ? 1 : -1) + found.length) % Math.max(1, found.length));
    else return false;
    return true;
  };
  return (
    <Dialog title="Commands" onClose={onClose}>
      <input
        // React's own autoFocus comes before the dialog is shown, which then takes the focus for its first button.
        ref={(input) => input?.setAttribute('autofocus', '')}
        type="text"
        role="combobox"
        className="input"
        aria-label="Find a command"
        placeholder="What do you want to do?"
        autoComplete="off"
        spellCheck={false}
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setPlace(0);
        }}
        onKeyDown={(event) => {
          if (onKey(event.key)) event.preventDefault();
        }}
      />
      {found.length === 0 && <p className="soft palette-none">Nothing here does “{text}”.</p>}
      <div
        id={`${id}-list`}
        className="palette-list scroll"
        role="listbox"
        aria-label="Commands"
        tabIndex={-1}
      >
        {found.map((item, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text box has the keyboard, and names the active one
          <div
            key={item.key}
            ref={(option) => {
              if (at === active) option?.scrollIntoView({ block: 'nearest' });
            }}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            onClick={() => run(item)}
          >
            <span className="grow">{item.words}</span>
            {item.keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </div>
        ))}
      </div>
    </Dialog>
  );
}

/** Those that say every word, who says the first of them earlier first. */
function itemsThatSay(items: readonly Item[], text: string): Item[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  const [first] = wanted;
  const found = items.filter(({ words }) => wanted.every((word) => words.toLowerCase().includes(word)));
  if (first === undefined) return found;
  const placeIn = ({ words }: Item) => words.toLowerCase().indexOf(first);
  return found.toSorted((one, other) => placeIn(one) - placeIn(other));
}

function useItems(view: ViewId): Item[] {
  const provided = useProvided();
  const { open, setTheme, setSize, size } = useWindow.getState();
  const plain = (key: string, words: string, run: () => void): Item => ({ key, words, keys: [], run });
  const isPresenterSize = size === 'presenter';
  return [
    ...provided
      .filter((name) => name !== 'palette')
      .map((name) => ({ key: name, ...shortcuts[name], run: () => void runCommand(name) })),
    ...(view === 'playground'
      ? [
          plain('express-code', 'Show the options as Express code', () => open('express-code')),
          plain('browsers', 'Manage browsers: add, rename, remove', () => open('browsers')),
          plain('route-source', 'Show the source of the route', () => open('route-source')),
        ]
      : []),
    plain('clock', 'Move the lab’s clock forward', () => open('clock')),
    plain('restart', 'Restart the app, as a deploy or a crash does', () => open('restart')),
    ...views
      .filter(({ id }) => id !== view)
      .map(({ id, label }) =>
        plain(id, `Go to: ${label}`, () => {
          window.location.hash = `#/${id}`;
        }),
      ),
    plain('light', 'Theme: light', () => setTheme('light')),
    plain('dark', 'Theme: dark', () => setTheme('dark')),
    plain('system', 'Theme: as the system has it', () => setTheme('system')),
    plain('size', isPresenterSize ? 'Type: normal size' : 'Type: large, for a projector', () =>
      setSize(isPresenterSize ? 'normal' : 'presenter'),
    ),
  ];
}
