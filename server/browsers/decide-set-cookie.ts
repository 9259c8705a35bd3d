import { defaultPath } from 'tough-cookie';
import type { JarCookie } from '../contract/events/events.ts';
import type { RequestSpec } from '../contract/requests.ts';
import { browserRules } from '../contract/verdicts/browser-rules.ts';
import type { Verdict } from '../contract/verdicts/verdict.ts';
import type { VerdictInputs } from '../contract/verdicts/verdict-rule.ts';
import { cookieDomain, hostOf, isTrustworthy } from './host.ts';
import { type ParsedCookie, parseSetCookie } from './parse-set-cookie.ts';
import { lacksForName } from './prefix.ts';

/**
 * What caused a request: the lab's own page (or the address bar), a fetch, image or frame of another site's page, a
 * link or form there that leads to the lab's page, or a fetch that leaves credentials out.
 */
export type RequestSite = 'same-site' | 'cross-site' | 'cross-site-navigation' | 'without-credentials';

/** Where and when a browser meets a cookie. `now` in ms is the browser's clock, which follows the lab's. */
export type CookieContext = { url: URL; site: RequestSite; now: number };

/** What a request's cookie mode means for the site that caused it. */
export function siteOf(mode: RequestSpec['cookies']): RequestSite {
  if (mode === 'omit') return 'without-credentials';
  if (mode === 'cross-site-link' || mode === 'cross-site-form') return 'cross-site-navigation';
  return mode === 'cross-site' ? mode : 'same-site';
}

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

  if (context.site === 'without-credentials') return refuse('jar-refused-omitted');
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
    return refuse('jar-refused-cross-site', { sameSite: sameSiteWord(parsed.sameSite) });
  }
  return { cookie: jarCookie(parsed, owner, context) };
}

function jarCookie(
  parsed: ParsedCookie,
  owner: { domain: string; hostOnly: boolean },
  { url, site, now }: CookieContext,
): JarCookie {
  const { name, value, expires, httpOnly, secure, sameSite } = parsed;
  const path = parsed.path ?? defaultPath(url.pathname);
  const partition = partitionOf(site);
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

/** Whose page the user is on: that is what a Partitioned cookie is bound to. */
export const partitionOf = (site: RequestSite): 'own' | 'other' => (site === 'cross-site' ? 'other' : 'own');

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
