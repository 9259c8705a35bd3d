import type { LogEvent, LogMessage } from '../../../server/contract/events/events.ts';
import type { Toast } from '../../ui/toasts.tsx';

type Stopped = Extract<LogEvent, { type: 'lab-stopped' }>;

/** What to tell when the lab has ended by itself, from what the log brought; null when it has not. */
export function labReport(message: LogMessage): Omit<Toast, 'id'> | null {
  const stopped = message.events.findLast((event): event is Stopped => event.type === 'lab-stopped');
  if (stopped === undefined) return null;
  const lost = stopped.requests.length;
  const requests = lost === 0 ? '' : lost === 1 ? ' One request was lost.' : ` ${lost} requests were lost.`;
  return {
    kind: 'error',
    text: `The lab ended: ${stopped.message}${requests}`,
    next: 'If your own handler caused it, change or remove it before you send again.',
  };
}
