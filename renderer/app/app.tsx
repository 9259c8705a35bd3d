import { useEffect, useMemo } from 'react';
import type { LogMessage } from '../../server/contract/events.ts';
import type { PlaygroundState } from '../../server/contract/state.ts';
import { useHistory } from '../state/use-history.ts';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { createApi } from './api.ts';
import { ApiProvider } from './api-context.ts';
import { connect } from './connection.ts';
import { Gate } from './gate.tsx';
import { labReport } from './lab-report.ts';
import { Shell } from './shell.tsx';
import { usePresent } from './use-playground-state.ts';
import { useRootAttributes } from './use-root-attributes.ts';
import { useWindow } from './window-store.ts';

/** The whole page: who may see it, the connection, and the window inside. */
export function App({ token }: { token: string | null }) {
  const api = useMemo(() => (token === null ? null : createApi(token)), [token]);
  const isReady = usePresent(({ state }) => state !== null);
  useRootAttributes();
  useEffect(() => {
    if (api === null) return;
    const stop = new AbortController();
    const listener = {
      onStatus: useWindow.getState().setStatus,
      onState: (state: PlaygroundState) => usePresent.setState({ state }),
      onMessage: (message: LogMessage) => {
        const isHistory = useHistory.getState().logged.log.epoch !== message.epoch;
        useHistory.getState().receive(message);
        const report = isHistory ? null : labReport(message);
        if (report !== null) useWindow.getState().tell(report);
      },
    };
    void connect(api, listener, stop.signal);
    return () => stop.abort();
  }, [api]);
  return (
    <TooltipProvider delayDuration={350} skipDelayDuration={150}>
      <Gate hasToken={api !== null} isReady={isReady}>
        <ApiProvider value={api}>
          <Shell />
        </ApiProvider>
      </Gate>
    </TooltipProvider>
  );
}
