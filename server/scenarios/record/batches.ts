import type { LogEvent } from '../../contract/events/events.ts';

export type Sent = Extract<LogEvent, { type: 'sent' }>;

/** Requests of which each was sent before the one before it was over. What redirects led to is not in it. */
export type Batch = { sent: Sent[]; open: Set<string> };

/** Follows which requests overlap. */
export function createBatches() {
  /** The request that a redirect's request goes back to. */
  const roots = new Map<string, string>();
  let current: Batch | null = null;

  return {
    /** The batch that a request is in, and whether it begins it. A redirect's request is in none. */
    sent(event: Sent): { batch: Batch; isFirst: boolean } | null {
      // A browser asks by itself, also in a replay.
      if (event.preflightFor !== undefined) return null;
      if (event.redirectOf !== null) {
        const root = roots.get(event.redirectOf) ?? event.redirectOf;
        roots.set(event.request, root);
        current?.open.add(event.request);
        return null;
      }
      const isSameGroup = event.group !== null && current?.sent.at(-1)?.group === event.group;
      const isFirst = current === null || !(isSameGroup || current.open.size > 0);
      if (isFirst || current === null) current = { sent: [], open: new Set() };
      current.sent.push(event);
      current.open.add(event.request);
      return { batch: current, isFirst };
    },
    /** Whether nothing is under way any more. */
    over(request: string): boolean {
      current?.open.delete(request);
      return current?.open.size === 0;
    },
  };
}
