import type { Ending } from '../held/held-run.ts';
import type { Trace } from '../held/schedule.ts';
import type { InitialState } from '../initial-state.ts';

/** Sessions that one run began and left: what serial orders are compared by. */
export type SessionsLeft = {
  /** IDs of sessions that each browser's requests began, by its name. */
  begun: ReadonlyMap<string, readonly string[]>;
  /** IDs of stored sessions that no jar has a cookie for. */
  orphans: readonly string[];
};

export function sessionsLeft(trace: Trace, ending: Ending, initialState: InitialState): SessionsLeft {
  const begun = new Map<string, string[]>();
  for (const { place, kind, sid, before } of trace) {
    if (kind !== 'save' || sid === null || before !== null || sid in initialState.sessions) continue;
    const browser = initialState.raceRequests[place]?.spec.browser ?? '';
    const sids = begun.get(browser) ?? [];
    if (!sids.includes(sid)) begun.set(browser, [...sids, sid]);
  }
  return { begun, orphans: orphansOf(ending) };
}

/** IDs of stored sessions that no jar has a cookie for. */
export function orphansOf({ store, jars }: Ending): string[] {
  const cookies = Object.values(jars).flat();
  const known = new Set(cookies.map(({ value }) => signedIn(value)));
  return Object.keys(store).filter((sid) => !known.has(`s:${sid}`) && !known.has(sid));
}

/** What is signed in a cookie's value, whatever its signature: of express-session `s:` and the ID, of @fastify/session the ID. */
function signedIn(value: string): string {
  const text = decoded(value);
  return text.slice(0, Math.max(text.lastIndexOf('.'), 0));
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
