import { Keyboard, Projector, RotateCcw, Undo2, Unplug } from 'lucide-react';
import { useMemo } from 'react';
import { faultsInWords, isFaulty } from '../../server/contract/faults/faults.ts';
import { useLabAct } from '../services/connection/use-act.ts';
import { usePlaygroundState } from '../services/connection/use-playground-state.ts';
import { useReset } from '../services/connection/use-reset.ts';
import { withConsent } from '../services/files/consent.ts';
import { runCommand, useCommands, useHasCommand } from '../services/keyboard/commands.ts';
import { useWindow } from '../services/window/window-store.ts';
import { Button } from '../ui/button.tsx';
import { Appearance } from './appearance.tsx';
import { Clock } from './clock.tsx';
import { LabAddress } from './lab-address.tsx';
import { RestartButton } from './restart.tsx';
import './top-bar.css';

/** What belongs to the lab whichever view is open. */
export function TopBar() {
  const open = useWindow((state) => state.open);
  return (
    <header className="top-bar">
      <h1>Session Playground</h1>
      <LabAddress />
      <Versions />
      <span className="grow" />
      <FaultNotice />
      <Clock />
      <OwnLabButton />
      <RestartButton />
      <ResetButton />
      <UndoResetButton />
      <PresentButton />
      <Appearance />
      <Button
        look="plain"
        icon={<Keyboard aria-hidden />}
        aria-label="Shortcuts"
        shortcut="?"
        onClick={() => open('shortcuts')}
      />
    </header>
  );
}

/** There where the view has something to present: a playground, a lesson, a race. */
function PresentButton() {
  const canPresent = useHasCommand('present');
  if (!canPresent) return null;
  return (
    <Button
      look="plain"
      icon={<Projector aria-hidden />}
      aria-label="Present on the whole screen"
      hint="On the whole screen, moment by moment"
      shortcut="P"
      onClick={() => runCommand('present')}
    />
  );
}

/** While something is wrong on purpose: that it is, what, and the way out. */
function FaultNotice() {
  const faults = usePlaygroundState((state) => state.faults);
  const act = useLabAct();
  if (!isFaulty(faults)) return null;
  return (
    <Button
      icon={<Unplug aria-hidden />}
      hint={`${faultsInWords(faults)} Click to end it.`}
      onClick={() => void act('end the faults', (api) => api.fault.mutate('none'))}
    >
      Faults
    </Button>
  );
}

/** While a scenario has the lab: the way back to the user's own. */
function OwnLabButton() {
  const isAside = usePlaygroundState((state) => state.ownLab !== null);
  const act = useLabAct();
  if (!isAside) return null;
  return (
    <Button
      icon={<Undo2 aria-hidden />}
      hint="The lab is set up for a scenario. Yours is put aside, and comes back with its log, options, browsers and handler"
      onClick={() => void act('bring your lab back', (api) => withConsent(api, () => api.bringBack.mutate()))}
    >
      My lab
    </Button>
  );
}

/** What really runs in the lab. */
function Versions() {
  const { expressSession, express, node } = usePlaygroundState((state) => state.versions);
  return (
    <span className="versions dense faint" title={`Express ${express}, Node ${node}`}>
      express-session {expressSession}
    </span>
  );
}

/** A fresh lab at once, with a way back instead of a question before. */
function ResetButton() {
  const reset = useReset();
  useCommands(useMemo(() => ({ reset }), [reset]));
  return (
    <Button
      icon={<RotateCcw aria-hidden />}
      hint="A fresh lab, store, jars, clock and log; options and browsers stay"
      shortcut="R"
      onClick={reset}
    >
      Reset
    </Button>
  );
}

/** Not for a few seconds only: for as long as what was reset can come back. */
function UndoResetButton() {
  const canUndo = usePlaygroundState((state) => state.canUndoReset);
  const act = useLabAct();
  if (!canUndo) return null;
  return (
    <Button
      look="plain"
      icon={<Undo2 aria-hidden />}
      aria-label="Undo reset"
      hint="Log, jars, clock and store as they were before the reset"
      onClick={() => void act('undo the reset', (api) => withConsent(api, () => api.undoReset.mutate()))}
    />
  );
}
