import type { LogMessage } from '../../../server/contract/events/events.ts';
import type { PlaygroundState } from '../../../server/contract/state.ts';
import type { History } from '../../history/history.ts';
import { useWindow } from '../window/window-store.ts';
import type { Api } from './api.ts';
import { connect } from './connection.ts';
import { labReport } from './lab-report.ts';
import { usePresent } from './use-playground-state.ts';

/** Follows the app for as long as the page lives: what it tells goes to the page's stores. `live`: of what happens. */
export function follow(api: Api, live: History): void {
  const listener = {
    onStatus: useWindow.getState().setStatus,
    onState: (state: PlaygroundState) => usePresent.setState({ state }),
    onMessage: (message: LogMessage) => {
      const isHistory = live.getState().logged.log.epoch !== message.epoch;
      live.getState().receive(message);
      const report = isHistory ? null : labReport(message);
      if (report !== null) useWindow.getState().notify(report);
    },
  };
  void connect(api, listener);
}
