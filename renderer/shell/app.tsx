import { useStore } from 'zustand';
import type { History } from '../history/history.ts';
import { noEpoch } from '../history/log/event-log.ts';
import type { Api } from '../services/api.ts';
import { ApiProvider } from '../services/api-context.ts';
import { LiveHistoryProvider } from '../services/live-history.ts';
import { usePresent } from '../services/use-playground-state.ts';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { Gate } from './gate.tsx';
import { Shell } from './shell.tsx';
import { useRootAttributes } from './use-root-attributes.ts';

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
