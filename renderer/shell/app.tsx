import { useLayoutEffect, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { History } from '../history/history.ts';
import { noEpoch } from '../history/log/event-log.ts';
import type { Api } from '../services/connection/api.ts';
import { ApiProvider } from '../services/connection/api-context.ts';
import { LiveHistoryProvider } from '../services/connection/live-history.ts';
import { usePresent } from '../services/connection/use-playground-state.ts';
import { bridge } from '../services/window/bridge.ts';
import { rootAttributes } from '../services/window/preferences.ts';
import { textSize, useWindow } from '../services/window/window-store.ts';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { Gate } from './gate.tsx';
import { Shell } from './shell.tsx';

/** The whole page: who may see it, and the window inside. `api` is null for who came without a token. */
export function App({ api, live }: { api: Api | null; live: History }) {
  const hasState = usePresent(({ state }) => state !== null);
  const hasLog = useStore(live, ({ logged }) => logged.log.epoch !== noEpoch);
  useRootAttributes();
  return (
    <TooltipProvider delayDuration={350} skipDelayDuration={150}>
      <Gate hasToken={api !== null} isReady={hasState && hasLog}>
        <ApiProvider value={api}>
          <LiveHistoryProvider value={live}>
            <Shell />
          </LiveHistoryProvider>
        </ApiProvider>
      </Gate>
    </TooltipProvider>
  );
}

const darkness = window.matchMedia('(prefers-color-scheme: dark)');
const subscribe = (onChange: () => void) => {
  darkness.addEventListener('change', onChange);
  return () => darkness.removeEventListener('change', onChange);
};

/** Puts theme and size on <html>, where the design tokens hang; the native frame follows. */
function useRootAttributes(): void {
  const systemIsDark = useSyncExternalStore(subscribe, () => darkness.matches);
  const theme = useWindow((state) => state.theme);
  const size = useWindow(textSize);
  // Before any effect, for what is drawn then measures by it.
  useLayoutEffect(() => {
    Object.assign(document.documentElement.dataset, rootAttributes({ theme, size }, systemIsDark));
    void bridge?.setTheme(theme);
  }, [theme, size, systemIsDark]);
}
