import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import type { EventBody } from '../server/contract/events/events.ts';
import { createHistory, type History, logOfMessage } from './history/history.ts';
import { logged, messageOf } from './history/sample-log.test-helper.ts';
import { HistoryProvider } from './history/use-history.ts';
import { createApi } from './services/connection/api.ts';
import { ApiProvider } from './services/connection/api-context.ts';
import { LiveHistoryProvider } from './services/connection/live-history.ts';
import { TooltipProvider } from './ui/tooltip.tsx';

// jsdom measures and scrolls nothing.
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Element.prototype.scrollIntoView ??= () => {};
window.matchMedia ??= (media) =>
  Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
  });

/** A history of those events, one µs apart. */
export const historyOf = (
  bodies: readonly EventBody[],
  about: Omit<NonNullable<Parameters<typeof createHistory>[0]>, 'logged'> = {},
): History => createHistory({ logged: logOfMessage(messageOf(logged(bodies))), ...about });

/** Draws what stands in the window, over an app that nobody asks anything. */
export const renderInWindow = (shown: ReactNode, live: History = createHistory()) =>
  render(
    <TooltipProvider>
      <ApiProvider value={createApi('no token')}>
        <LiveHistoryProvider value={live}>{shown}</LiveHistoryProvider>
      </ApiProvider>
    </TooltipProvider>,
  );

export const given = (history: History, shown: ReactNode) => (
  <HistoryProvider value={history}>{shown}</HistoryProvider>
);
