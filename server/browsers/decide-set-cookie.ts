import { defaultPath } from 'tough-cookie';
import type { JarCookie } from '../contract/events/events.ts';
import type { From } from '../contract/hosts.ts';
import { browserRules } from '../contract/verdicts/browser-rules.ts';
import type { Verdict } from '../contract/verdicts/verdict.ts';
import type { VerdictInputs } from '../contract/verdicts/verdict-rule.ts';
import { cookieDomain, hostOf, isTrustworthy, siteOf } from './host.ts';
import { type ParsedCookie, parseSetCookie } from './parse-set-cookie.ts';
import { lacksForName } from './prefix.ts';

/**
 * What caused a request: the lab's own page (or the address bar), a fetch, image or frame of another site's page, a
 * link or form there that leads to the lab's page, or a fetch that leaves credentials out.
 */
export type RequestSite = 'same-site' | 'cross-site' | 'cross-site-navigation' | 'without-credentials';

/**
 * Where and when a browser meets a cookie. `now` in ms is the browser's clock, which follows the lab's. `from`: the page that
 * caused the request, where that is known.
 */
export type CookieContext = { url: URL; site: RequestSite; now: number; from?: From };

export type SetCookieDecision = { cookie: JarCookie } | { refused: Verdict };

export const browserVerdict = (rule: keyof typeof browserRules, inputs: VerdictInputs): Verdict => ({
  rule,
  inputs,
  actual: browserRules[rule].decision,
});

/** Name and value of a cookie take at most that many bytes together (RFC 6265bis 5.6). */
const maxPairBytes = 4096;

/** Whether a browser keeps a Set-Cookie line, apart from what its jar holds already. RFC 6265bis 5.7, as Chromium does it. */
export function decideSetCookie(line: string, context: CookieContext): SetCookieDecision {
  const parsed = parseSetCookie(line, context.now);
  if ('problem' in parsed) {
    return { refused: browserVerdict('jar-refused-malformed', { problem: parsed.problem }) };
  }
  const host = hostOf(context.url);
  const owner = cookieDomain(host, parsed.domain);
  const inputs = inputsOf(parsed, host);
  const refuse = (rule: keyof typeof browserRules, more: VerdictInputs = {}): SetCookieDecision => ({
    refused: browserVerdict(rule, { ...inputs, ...more }),
  });

  if (context.site === 'without-credentials') return refuse('jar-refused-omitted', leftOutBy(context));
  if (parsed.bytes > maxPairBytes) return refuse('jar-refused-size', { bytes: parsed.bytes });
  if (!owner.ok) {
    return owner.because === 'domain'
      ? refuse('jar-refused-domain')
      : refuse('jar-refused-public-suffix', { suffix: owner.suffix });
  }
  if (parsed.secure && !isTrustworthy(context.url)) return refuse('jar-refused-secure');
  const lacks = lacksForName(parsed, owner.hostOnly);
  if (lacks !== null) return refuse('jar-refused-prefix', { lacks });
  if (parsed.partitioned && !parsed.secure) return refuse('jar-refused-partitioned');
  if (parsed.sameSite === 'none' && !parsed.secure) return refuse('jar-refused-same-site-none');
  if (context.site === 'cross-site' && parsed.sameSite !== 'none') {
    return refuse('jar-refused-cross-site', {
      sameSite: sameSiteWord(parsed.sameSite),
      ...(context.from !== undefined && { page: context.from.page }),
    });
  }
  return { cookie: jarCookie(parsed, owner, context) };
}

function jarCookie(
  parsed: ParsedCookie,
  owner: { domain: string; hostOnly: boolean },
  context: CookieContext,
): JarCookie {
  const { url, now } = context;
  const { name, value, expires, httpOnly, secure, sameSite } = parsed;
  const path = parsed.path ?? defaultPath(url.pathname);
  const partition = partitionOf(context);
  return {
    name,
    value,
    domain: owner.domain,
    hostOnly: owner.hostOnly,
    path,
    expires,
    httpOnly,
    secure,
    sameSite,
    created: now,
    ...(parsed.partitioned ? { partition } : {}),
  };
}

/** The site whose page the user is on, to which a Partitioned cookie is bound; `other` where all that is known is that it is another one. */
export function partitionOf({ url, site, from }: CookieContext): string {
  if (site !== 'cross-site') return siteOf(url);
  return from === undefined ? 'other' : siteOf(new URL(from.page));
}

/** Why a request goes without cookies: by a fetch of a page, or since it was said to. */
export const leftOutBy = ({ from }: CookieContext): VerdictInputs =>
  from === undefined ? {} : { credentials: from.credentials ?? 'same-origin', page: from.page };

/** SameSite as it is written in a header; a cookie without it is held for Lax. */
export const sameSiteWord = (sameSite: JarCookie['sameSite']): string =>
  sameSite === null ? 'Lax, for want of another' : `${sameSite[0]?.toUpperCase()}${sameSite.slice(1)}`;

const inputsOf = ({ name, domain, path, secure, sameSite }: ParsedCookie, host: string): VerdictInputs => ({
  name,
  domain,
  host,
  path,
  secure,
  sameSite,
});
