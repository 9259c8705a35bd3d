import type { LogEvent } from '../../contract/events/events.ts';
import { storedKey } from '../../contract/events/stored-key.ts';
import type { Replayed } from '../run/replay.ts';

/**
 * Whether whatever was written is there in the end, so far as one run can show it: something was written, the last that
 * was written of each session is what is stored, and no two requests overlapped, of which one may have written over the
 * other's.
 */
export function isAllThere({ operations, sessions, requests }: Replayed): boolean {
  const last = new Map<string, LogEvent & { type: 'store-answered' }>();
  for (const event of operations) {
    if (event.operation === 'set' && event.error === null && event.sid !== null)
      last.set(storedKey(event.sid, event.place), event);
  }
  const isStored = [...last].every(([key, { after }]) => {
    const stored = sessions.get(key);
    return stored !== undefined && after !== null && dataOf(stored.session) === dataOf(after);
  });
  return last.size > 0 && isStored && !haveOverlapped([...requests.values()]);
}

function haveOverlapped(requests: ReadonlyArray<readonly LogEvent[]>): boolean {
  const spans = requests
    .map((events) => [events[0]?.seq ?? 0, events.at(-1)?.seq ?? 0] as const)
    .toSorted(([one], [other]) => one - other);
  return spans.some(([start], place) => place > 0 && start < (spans[place - 1]?.[1] ?? 0));
}

/** Without the cookie's settings, which a touch renews. */
function dataOf(session: string): string {
  const { cookie: _, ...data }: Record<string, unknown> = JSON.parse(session);
  return JSON.stringify(data);
}
