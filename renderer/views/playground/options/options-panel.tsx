import { ClipboardPaste, Code, FolderOpen, Redo2, RotateCcw, Save, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { ownCookieFunction } from '../../../../server/contract/options/cookie-function.ts';
import { defaultLabConfig, type LabConfig } from '../../../../server/contract/options/lab-config.ts';
import { findOptions } from '../../../parts/options/find-options.ts';
import { runCommand } from '../../../services/keyboard/commands.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { FaultsForm } from '../faults/faults-form.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import { AppOptions } from './app-options.tsx';
import { differencesOf } from './config-changes.ts';
import { OptionRow } from './option-row.tsx';
import './options-panel.css';
import { shownHistory } from './options-slice.ts';
import { StoreOption } from './store-option.tsx';
import { useConfig, useConfigure, useOptionHistory } from './use-options.ts';

/** Every option of the catalogue, the store, and what goes around the session. */
export function OptionsPanel() {
  const [text, setText] = useState('');
  const open = useWindow((state) => state.open);
  return (
    <Panel name="Session options" fill tools={<HistoryButtons />}>
      <input
        type="search"
        className="input"
        aria-label="Find an option"
        placeholder="Find an option"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="options-list scroll">
        <OptionList text={text} />
      </div>
      <div className="row wrap options-foot">
        <Button
          icon={<Code aria-hidden />}
          hint="The options as a file that runs"
          onClick={() => open('express-code')}
        >
          Express code
        </Button>
        <Button
          icon={<ClipboardPaste aria-hidden />}
          hint="Paste a Set-Cookie line, a cookie, a cURL command, a HAR, or options, and see what follows"
          shortcut="X"
          onClick={() => runCommand('explain')}
        >
          Explain…
        </Button>
        <Button
          icon={<FolderOpen aria-hidden />}
          aria-label="Open a scenario"
          shortcut="Ctrl+O"
          onClick={() => runCommand('open')}
        />
        <Button
          icon={<Save aria-hidden />}
          aria-label="Save as a scenario"
          shortcut="Ctrl+S"
          onClick={() => runCommand('save')}
        />
      </div>
    </Panel>
  );
}

function OptionList({ text }: { text: string }) {
  const found = findOptions(text);
  const isSearching = text.trim() !== '';
  if (isSearching && found.length === 0)
    return (
      <p className="soft options-none">No option says “{text}”. Try a word such as cookie, save or proxy.</p>
    );
  if (isSearching) return found.map((entry) => <OptionRow key={entry.path} entry={entry} />);
  const cookie = found.filter(({ row }) => row.group === 'cookie');
  return (
    <>
      {found
        .filter(({ row }) => row.group === 'session')
        .map((entry) => (
          <OptionRow key={entry.path} entry={entry} />
        ))}
      <StoreOption />
      <details className="options-cookie">
        <summary>
          Cookie settings <span className="faint">{cookie.length}</span>
        </summary>
        <OwnFunctionNote />
        {cookie.map((entry) => (
          <OptionRow key={entry.path} entry={entry} />
        ))}
      </details>
      {found
        .filter(({ row }) => row.group === 'app')
        .map((entry) => (
          <OptionRow key={entry.path} entry={entry} />
        ))}
      <h3 className="options-around">Around the session</h3>
      {found
        .filter(({ row }) => row.group === 'around')
        .map((entry) => (
          <OptionRow key={entry.path} entry={entry} />
        ))}
      <AppOptions />
      <FaultsForm />
    </>
  );
}

/** Switched on, they would change nothing. */
function OwnFunctionNote() {
  if (ownCookieFunction(useConfig().options) === null) return null;
  return (
    <p className="option-says" role="note">
      Your cookie function is in use: from cookie.path on, what is set here counts for nothing.
    </p>
  );
}

function HistoryButtons() {
  const { undo, redo } = useOptionHistory();
  const canUndo = usePlaygroundStore((state) => shownHistory(state).past.length > 0);
  const configure = useConfigure();
  // What is stored would go with the store.
  const initial = ({ store }: LabConfig): LabConfig => ({ ...defaultLabConfig(), store });
  const config = useConfig();
  const isAnyRefused = usePlaygroundStore((state) => Object.keys(state.refusals).length > 0);
  const isAnyChanged = isAnyRefused || differencesOf(config, initial(config)).length > 0;
  const canRedo = usePlaygroundStore((state) => shownHistory(state).future.length > 0);
  return (
    <>
      <Button
        look="plain"
        icon={<RotateCcw aria-hidden />}
        aria-label="Reset all options"
        hint="Every option as at the first start, in one step that can be undone; the store stays"
        disabled={!isAnyChanged}
        onClick={() => {
          usePlaygroundStore.getState().acceptAll();
          configure(initial, null);
        }}
      />
      <Button
        look="plain"
        icon={<Undo2 aria-hidden />}
        aria-label="Undo change of options"
        shortcut="Ctrl+Z"
        disabled={!canUndo}
        onClick={undo}
      />
      <Button
        look="plain"
        icon={<Redo2 aria-hidden />}
        aria-label="Redo change of options"
        shortcut="Ctrl+Shift+Z"
        disabled={!canRedo}
        onClick={redo}
      />
    </>
  );
}
