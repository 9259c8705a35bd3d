import { mainApp } from '../../../server/contract/endpoints.ts';
import { instancesIn, type LabConfig, optionsOf } from '../../../server/contract/options/lab-config.ts';
import { labAt } from '../../history/folds/config-changes.ts';
import type { BrowserHistory } from '../../history/log/browser-index.ts';
import { lastAtOrBefore } from '../../history/log/by-seq.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import { sidOf } from '../../parts/cookies/cookie-words.ts';

/** Which of an app's secrets signed a cookie: its place in the list at the cursor, from 1; 'dropped' when it is not in it any more. */
export type Signer = { app: string; place: number | 'dropped' };

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
  const app = log.lanes.byRequest.get(brought.request)?.app ?? mainApp;
  const secretsAt = (moment: number): readonly string[] => {
    const { config } = labAt(log, moment);
    return config !== null && hasApp(config, app) ? (optionsOf(config, app).secret ?? []) : [];
  };
  const [signer] = secretsAt(brought.seq);
  const place = signer === undefined ? -1 : secretsAt(seq).indexOf(signer);
  return { app, place: place === -1 ? 'dropped' : place + 1 };
}

const hasApp = (config: LabConfig, app: string): boolean => instancesIn(config).some((at) => at.app === app);

/** The response that brought this very value; undefined when it was put in by hand, or is older than the log. */
function broughtBy(
  { jars }: BrowserHistory,
  { name, value }: { name: string; value: string },
  seq: number,
): { request: string; seq: number } | undefined {
  for (let i = lastAtOrBefore(jars, seq); i >= 0; i--) {
    const entry = jars[i];
    const isHeldBefore = entry?.previous.some((one) => one.name === name && one.value === value);
    if (entry && !isHeldBefore) {
      const { request, seq: broughtAt } = entry;
      return request === null ? undefined : { request, seq: broughtAt };
    }
  }
  return undefined;
}
