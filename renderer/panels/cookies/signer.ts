import { labAt } from '../../history/folds/config-changes.ts';
import type { BrowserHistory } from '../../history/log/browser-index.ts';
import { lastAtOrBefore } from '../../history/log/by-seq.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import { sidOf } from '../../parts/cookies/cookie-words.ts';

/** Which secret signed a cookie: its place in the list at the cursor, from 1; 'dropped' when it is not in it any more. */
export type Signer = number | 'dropped';

/**
 * Who signed the session cookie that a jar holds at `seq`: express-session signs with the first secret of the moment
 * the cookie was sent. Undefined for a cookie that is not a signed one, or that no response brought.
 */
export function signerOf(
  log: EventLog,
  browser: string,
  cookie: { name: string; value: string },
  seq: number,
): Signer | undefined {
  const history = log.browsers.get(browser);
  const brought = history && sidOf(cookie.value) !== null ? broughtBy(history, cookie, seq) : undefined;
  if (brought === undefined) return undefined;
  const signer = labAt(log, brought).config?.options.secret[0];
  const place = signer === undefined ? -1 : (labAt(log, seq).config?.options.secret.indexOf(signer) ?? -1);
  return place === -1 ? 'dropped' : place + 1;
}

/** seq of the response that brought this very value; undefined when it was put in by hand, or is older than the log. */
function broughtBy(
  { jars }: BrowserHistory,
  { name, value }: { name: string; value: string },
  seq: number,
): number | undefined {
  for (let i = lastAtOrBefore(jars, seq); i >= 0; i--) {
    const entry = jars[i];
    const isHeldBefore = entry?.previous.some((one) => one.name === name && one.value === value);
    if (entry && !isHeldBefore) return entry.request === null ? undefined : entry.seq;
  }
  return undefined;
}
