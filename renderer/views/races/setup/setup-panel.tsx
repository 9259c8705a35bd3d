import { History } from 'lucide-react';
import { useWindow } from '../../../app/window-store.ts';
import { useHistory } from '../../../state/use-history.ts';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Select } from '../../../ui/select.tsx';
import { useRaces } from '../races-store.ts';
import { BeforeList } from './before-list.tsx';
import { FixList } from './fix-list.tsx';
import { firedLast } from './from-log.ts';
import { type PresetId, presetIds, presets } from './presets.ts';
import { RaceOptions } from './race-options.tsx';
import { RacerList } from './racer-list.tsx';
import './setup-panel.css';

/** Which requests race, what came before, under which options, and what may cure it. */
export function SetupPanel() {
  const preset = useRaces((state) => state.preset);
  return (
    <Panel name="Race" fill tools={<PresetTools />}>
      <div className="race-setup scroll">
        <p className="soft dense">
          {preset === null
            ? 'Your own race: two to five requests that overlap, and what came before them.'
            : presets[preset].sentence}
        </p>
        <BeforeList />
        <RacerList />
        <RaceOptions />
        <FixList />
      </div>
    </Panel>
  );
}

const own = 'own';
const choices = presetIds.map((id) => ({ value: id, label: presets[id].label }));
const choicesWithOwn = [{ value: own, label: 'your own' } as const, ...choices];

function PresetTools() {
  const preset = useRaces((state) => state.preset);
  const choosePreset = useRaces((state) => state.choosePreset);
  return (
    <>
      <Select<PresetId | typeof own>
        aria-label="preset"
        value={preset ?? own}
        choices={preset === null ? choicesWithOwn : choices}
        onChange={(picked) => picked !== own && choosePreset(picked)}
      />
      <Button
        look="plain"
        icon={<History aria-hidden />}
        aria-label="Take what was just fired"
        hint="Take what was just fired in the playground, with what its browsers sent before"
        onClick={takeFired}
      />
    </>
  );
}

function takeFired(): void {
  const { tell } = useWindow.getState();
  const fired = firedLast(useHistory.getState().logged.log);
  if (fired === null) {
    tell({
      kind: 'error',
      text: 'Nothing was fired together in the playground so far.',
      next: 'Fire two or more requests there, or choose a preset.',
    });
    return;
  }
  useRaces.getState().takeFired(fired);
  useRaces.getState().configure(null);
  const { requests, leftOut } = fired;
  tell({
    kind: 'done',
    text: `Took the last ${requests.length} requests that were fired together${leftOut > 0 ? `, the first of ${requests.length + leftOut}` : ''}, and the playground’s options.`,
  });
}
