import { createRoot } from 'react-dom/client';
import { createHistory, logOfMessage } from '../../renderer/history/history.ts';
import { HistoryProvider } from '../../renderer/history/use-history.ts';
import { Timeline } from '../../renderer/timeline/timeline.tsx';
import { TooltipProvider } from '../../renderer/ui/tooltip.tsx';
import type { LogMessage } from '../../server/contract/events/events.ts';
import '../../renderer/ui/tokens.css';
import '../../renderer/ui/base.css';

declare global {
  interface Window {
    /**
     * Takes a whole log in and draws it; ms until the frame that shows its last event is done. It begins when the page
     * is at rest: how the log came into its memory, and a new page's own first frames, are no part of it.
     */
    firstDraw: (message: LogMessage) => Promise<number>;
  }
}

const frame = () => new Promise<number>(requestAnimationFrame);
const idle = () => new Promise<IdleDeadline>((resolve) => requestIdleCallback(resolve));

window.firstDraw = async (message) => {
  const element = document.getElementById('root');
  if (!element) throw new Error('expected #root');
  const last = message.events.at(-1)?.seq ?? 0;
  for (let quiet = 0; quiet < 5; quiet += 1) await frame();
  for (let quiet = 0; quiet < 5; ) quiet = (await idle()).timeRemaining() > 10 ? quiet + 1 : 0;
  const start = performance.now();
  const history = createHistory({ logged: logOfMessage(message) });
  createRoot(element).render(
    <TooltipProvider>
      <HistoryProvider value={history}>
        <Timeline />
      </HistoryProvider>
    </TooltipProvider>,
  );
  for (;;) {
    await frame();
    const drawn = document.querySelector<HTMLElement>('[data-drawn]')?.dataset['drawn'];
    if (drawn === String(last)) return performance.now() - start;
  }
};
