import { WifiOff } from 'lucide-react';
import './lost-banner.css';
import { useWindow } from '../services/window-store.ts';

/** Stays on screen for as long as the app does not answer; what was recorded can be looked at meanwhile. */
export function LostBanner() {
  const status = useWindow((state) => state.status);
  if (status !== 'lost') return null;
  return (
    <p className="lost-banner" role="alert">
      <WifiOff aria-hidden />
      Connection to the app lost: trying again. What is on screen stays; if you stopped the app, start it
      again.
    </p>
  );
}
