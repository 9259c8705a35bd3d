import { getPublicSuffix } from 'tough-cookie';
import { hostOf } from '../../browsers/host.ts';
import type { RequestSpec } from '../../contract/requests.ts';
import { headerOf, type SentRequest } from './sent-request.ts';

/** Which cookies a browser sends along, by who caused the request; `from`: the other site, where it is told. */
export type SentFrom = { mode: Extract<RequestSpec['cookies'], string>; from: string | null };

/** Browsers tell it in Sec-Fetch-Site, older ones and curl in Origin alone. */
export function sentFrom(request: SentRequest): SentFrom {
  const said = headerOf(request, 'sec-fetch-site');
  const origin = URL.parse(headerOf(request, 'origin') ?? '');
  const from = origin?.origin ?? null;
  if (said !== null ? said !== 'cross-site' : origin === null || siteOf(origin) === siteOf(request.url)) {
    return { mode: 'jar', from: null };
  }
  const isNavigation =
    headerOf(request, 'sec-fetch-mode') === 'navigate' && headerOf(request, 'sec-fetch-dest') !== 'iframe';
  if (!isNavigation) return { mode: 'cross-site', from };
  return { mode: request.method === 'GET' ? 'cross-site-link' : 'cross-site-form', from };
}

/** Scheme and registrable domain, by which browsers tell sites apart. */
const siteOf = (url: URL): string =>
  `${url.protocol}//${getPublicSuffix(hostOf(url), { ignoreError: true, allowSpecialUseDomain: true }) ?? hostOf(url)}`;

/** What another site's page does, in words. */
export const otherSiteWords: Readonly<Record<SentFrom['mode'], string>> = {
  jar: 'a request of its own site',
  omit: 'a request without cookies',
  'cross-site': 'a fetch, an image or a frame of another site',
  'cross-site-link': 'a link of another site',
  'cross-site-form': 'a form of another site',
};
