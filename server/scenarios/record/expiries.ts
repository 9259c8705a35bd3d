import type { JarCookie, LogEvent } from '../../contract/events/events.ts';

/** Somebody's cookie or a stored session that came so near to its end when it was used that it may be otherwise next time. */
export type Close = { browser: string } | { sid: string };

export type Expiries = {
  /** Whether the time that passed by itself made a difference: then a recording has to have it. */
  needGaps: boolean;
  close: ReadonlyArray<Close & { since: number }>;
};

/** µs by which something must be alive or over, beside what the requests themselves took, to be so again. */
const leastMargin = 3_000_000;

/** One that ends: µs that were left when it was set, and both clocks then. */
type Ending = { left: number; real: number; played: number; id: string };

/**
 * What ended by the clock, or nearly did. In a replay only what is played passes: the requests' own time, the moves of the
 * clock, and the time between steps where it was recorded. `end`: µs at which
 * the jars are looked at; `startedAt`: ms since 1970 at µs 0.
 */
export function expiriesIn(events: readonly LogEvent[], span: Span): Expiries {
  const gapless = follow(events, span, false);
  return gapless.needGaps ? { ...follow(events, span, true), needGaps: true } : gapless;
}

/** ms by which the lab's clock is ahead of the real one at first, and of the browsers'. */
export type Span = { startedAt: number; end: number; clock: number; skew: number };

function follow(events: readonly LogEvent[], span: Span, hasGaps: boolean): Expiries {
  const { startedAt, end } = span;
  const jars = new Map<string, Map<string, Ending>>();
  const sessions = new Map<string, Ending>();
  const open = new Set<string>();
  const senders = new Map<string, string>();
  const close: Array<Close & { since: number }> = [];
  let [needGaps, offset, skew] = [false, span.clock * 1000, span.skew * 1000];
  let [played, busy, last] = [0, 0, events[0]?.at ?? 0];

  const passTo = (at: number): void => {
    if (open.size > 0) busy += at - last;
    if (open.size > 0 || hasGaps) played += at - last;
    last = at;
  };
  const real = () => last + offset;
  const leftOf = (expires: number, ahead: number) => (expires - startedAt) * 1000 - real() - ahead;
  const leftIn = (line: string) => leftOf(Date.parse(/;\s*expires=([^;]+)/i.exec(line)?.[1] ?? ''), 0);
  const ending = (id: string, expires: number, ahead: number): Ending => ({
    id,
    left: leftOf(expires, ahead),
    real: real() + ahead,
    played: played + offset + ahead,
  });
  const look = (one: Ending | undefined, who: Close, ahead: number): void => {
    if (one === undefined) return;
    const left = one.left - (played + offset + ahead - one.played);
    if (left > 0 !== one.left - (real() + ahead - one.real) > 0) needGaps = true;
    noteIfClose(left, who);
  };
  const noteIfClose = (left: number, who: Close) => {
    if (Math.abs(left) < leastMargin + busy) close.push({ ...who, since: last });
  };
  const lookAtJar = (browser: string) => {
    for (const one of jars.get(browser)?.values() ?? []) look(one, { browser }, 0);
  };
  const keep = (browser: string, cookies: readonly JarCookie[]) => {
    const before = jars.get(browser);
    const kept = cookies.flatMap(({ expires, name, domain, path, value }) => {
      if (expires === null) return [];
      const [key, id] = [`${name} ${domain} ${path}`, `${value} ${expires}`];
      const old = before?.get(key);
      return [[key, old?.id === id ? old : ending(id, expires, 0)] as const];
    });
    jars.set(browser, new Map(kept));
  };

  for (const event of events) {
    if (event.at > end) break;
    passTo(event.at);
    if (event.type === 'clock') offset = event.offset * 1000;
    else if (event.type === 'faults') skew = event.faults.clock.skew * 1000;
    else if (event.type === 'sent') {
      open.add(event.request);
      senders.set(event.request, event.browser);
      lookAtJar(event.browser);
    } else if (event.type === 'answered') {
      const browser = senders.get(event.request);
      // Expires is in whole seconds: what lives that short may be over when it comes.
      for (const line of browser === undefined ? [] : event.setCookie)
        if (browser !== undefined) noteIfClose(leftIn(line), { browser });
    } else if (event.type === 'received' || event.type === 'send-failed') open.delete(event.request);
    else if (event.type === 'jar') keep(event.browser, event.cookies);
    else if (event.type === 'store-answered' && event.sid !== null) {
      const { sid } = event;
      if (event.operation === 'get') look(sessions.get(sid), { sid }, skew);
      const expires = expiryOf(event.after);
      if (event.operation === 'get') continue;
      if (expires === null) sessions.delete(sid);
      else sessions.set(sid, ending('', expires, skew));
    }
  }
  passTo(end);
  for (const browser of jars.keys()) lookAtJar(browser);
  return { needGaps, close };
}

/** ms since 1970; null without an expiry. */
function expiryOf(session: string | null): number | null {
  const found = session === null ? null : /"expires":"([^"]+)"/.exec(session)?.[1];
  const ms = Date.parse(found ?? '');
  return Number.isNaN(ms) ? null : ms;
}
