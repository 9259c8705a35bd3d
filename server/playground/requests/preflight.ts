import { type Allowed, type Asked, allowedBy, lackingIn, preflightOf } from '../../browsers/cors.ts';
import type { ResponseEvents } from '../../browsers/sender.ts';
import type { Verdict } from '../../contract/verdicts/verdict.ts';
import type { Browser } from '../browsers/browser-set.ts';

/** What browsers were allowed before, by page and address; forgotten with the browser. */
const remembered = new WeakMap<Browser, Map<string, { allowed: Allowed; until: number }>>();

const keyOf = ({ spec: { from }, message: { url } }: Asked): string =>
  JSON.stringify([from?.page, from?.credentials === 'include', url.href]);

/** The preflight that a browser sends now; null where it need not ask, or has been told. `now` in ms. */
export function preflightNow(browser: Browser, asked: Asked, now: number) {
  const preflight = preflightOf(asked);
  if (preflight === null) return null;
  const known = remembered.get(browser)?.get(keyOf(asked));
  const isKnown = known !== undefined && known.until > now && lackingIn(asked, known.allowed) === null;
  return isKnown ? null : preflight;
}

/** Whether the request may be sent, by the answer to its preflight; the verdict says why not. */
export function takePreflight(
  browser: Browser,
  asked: Asked,
  answer: Pick<Parameters<ResponseEvents['headers']>[0], 'status' | 'headers'>,
  now: number,
): Verdict | null {
  const taken = allowedBy(asked, answer);
  if ('refused' in taken) return taken.refused;
  const known = remembered.get(browser) ?? new Map<string, { allowed: Allowed; until: number }>();
  remembered.set(
    browser,
    known.set(keyOf(asked), { allowed: taken.allowed, until: now + taken.allowed.for }),
  );
  return null;
}
