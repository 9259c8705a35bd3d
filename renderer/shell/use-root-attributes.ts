import { useEffect, useSyncExternalStore } from 'react';
import { bridge } from '../services/bridge.ts';
import { rootAttributes } from '../services/preferences.ts';
import { textSize, useWindow } from '../services/window-store.ts';

const darkness = window.matchMedia('(prefers-color-scheme: dark)');
const subscribe = (onChange: () => void) => {
  darkness.addEventListener('change', onChange);
  return () => darkness.removeEventListener('change', onChange);
};

/** Puts theme and size on <html>, where the design tokens hang; the native frame follows. */
export function useRootAttributes(): void {
  const systemIsDark = useSyncExternalStore(subscribe, () => darkness.matches);
  const theme = useWindow((state) => state.theme);
  const size = useWindow(textSize);
  useEffect(() => {
    Object.assign(document.documentElement.dataset, rootAttributes({ theme, size }, systemIsDark));
    void bridge?.setTheme(theme);
  }, [theme, size, systemIsDark]);
}
