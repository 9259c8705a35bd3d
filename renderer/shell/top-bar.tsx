import { Keyboard } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { Appearance } from './appearance.tsx';
import { Clock } from './clock.tsx';
import { FaultNotice } from './fault-notice.tsx';
import { LabAddress } from './lab-address.tsx';
import { OwnLabButton } from './own-lab-button.tsx';
import { ResetButton } from './reset-button.tsx';
import './top-bar.css';
import { useWindow } from '../services/window-store.ts';
import { Versions } from './versions.tsx';

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
      <ResetButton />
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
