import { noEpoch } from '../state/log/event-log.ts';
import { useHistory } from '../state/use-history.ts';
import { TooltipProvider } from '../ui/tooltip.tsx';
import type { Api } from './api.ts';
import { ApiProvider } from './api-context.ts';
import { Gate } from './gate.tsx';
import { Shell } from './shell.tsx';
import { usePresent } from './use-playground-state.ts';
import { useRootAttributes } from './use-root-attributes.ts';

/** The whole page: who may see it, and the window inside. `api` is null for who came without a token. */
export function App({ api }: { api: Api | null }) {
  const hasState = usePresent(({ state }) => state !== null);
  const hasLog = useHistory(({ logged }) => logged.log.epoch !== noEpoch);
  useRootAttributes();
  return (
    <TooltipProvider delayDuration={350} skipDelayDuration={150}>
      <Gate hasToken={api !== null} isReady={hasState && hasLog}>
        <ApiProvider value={api}>
          <Shell />
        </ApiProvider>
      </Gate>
    </TooltipProvider>
  );
}
