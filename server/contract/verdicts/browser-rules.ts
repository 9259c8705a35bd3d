import { rulesAbout, type VerdictInputs } from './verdict-rule.ts';

/**
 * What a browser does with cookies. Source: RFC 6265bis sections 5.6 to 5.8, and what Chromium does where it goes further.
 * Inputs: `name` of the cookie, and what the rule looked at: `domain`, `host`, `path`, `secure`, `sameSite`, `bytes`,
 * `suffix`, the public one; `problem` of a line that cannot be read, what a prefixed name `lacks`; `location` of a redirect; `method` of a
 * navigation that SameSite=Lax does not go along with, and with it the `age` in ms of a cookie that named no SameSite; the
 * `page` that caused the request, where that is told, and the `credentials` of its fetch.
 */
export const browserRules = rulesAbout('browser')({
  'jar-stored': ['stored', 'RFC 6265bis 5.7', (i) => `The browser stored ${i['name']}.`],
  'jar-replaced': [
    'stored',
    'RFC 6265bis 5.7',
    (i) => `The browser stored ${i['name']} in place of the one it had.`,
  ],
  'jar-removed': [
    'removed',
    'RFC 6265bis 5.7',
    (i) => `The browser removed ${i['name']}: its expiry is in the past, and name, domain and path fit.`,
  ],
  'jar-nothing-to-remove': [
    'nothing',
    'RFC 6265bis 5.7',
    (i) => `Nothing removed: the jar has no ${i['name']} with this domain and path.`,
  ],
  'jar-expired': [
    'removed',
    'RFC 6265bis 5.7',
    (i) => `The browser dropped ${i['name']}: by the lab’s clock it has expired.`,
  ],
  'jar-deleted': ['removed', 'by hand', (i) => `${i['name']} was taken out of the jar by hand.`],
  'jar-refused-malformed': [
    'refused',
    'RFC 6265bis 5.6',
    (i) => `The browser refused the cookie: ${i['problem']}.`,
  ],
  'jar-refused-size': [
    'refused',
    'RFC 6265bis 5.6',
    (i) => `The browser refused ${i['name']}: name and value take ${i['bytes']} bytes, more than 4096.`,
  ],
  'jar-refused-domain': [
    'refused',
    'RFC 6265bis 5.7',
    (i) => `The browser refused ${i['name']}: ${i['host']} does not belong to the domain ${i['domain']}.`,
  ],
  'jar-refused-public-suffix': [
    'refused',
    'RFC 6265bis 5.7',
    (i) =>
      `The browser refused ${i['name']}: ${suffixWords(i)} is a public suffix, under which anybody can have a site.`,
  ],
  'jar-refused-secure': [
    'refused',
    'RFC 6265bis 5.7',
    (i) =>
      `The browser refused ${i['name']}: it is Secure, and the response came over plain http from ${i['host']}.`,
  ],
  'jar-refused-same-site-none': [
    'refused',
    'Chromium: SameSite=None',
    (i) => `The browser refused ${i['name']}: SameSite=None is accepted only together with Secure.`,
  ],
  'jar-refused-partitioned': [
    'refused',
    'CHIPS',
    (i) => `The browser refused ${i['name']}: Partitioned is accepted only together with Secure.`,
  ],
  'jar-refused-prefix': [
    'refused',
    'RFC 6265bis 4.1.3',
    (i) => `The browser refused ${i['name']}: a name that begins like this has to have ${i['lacks']}.`,
  ],
  'jar-refused-cross-site': [
    'refused',
    'RFC 6265bis 5.7',
    (i) =>
      `The browser refused ${i['name']}: it is SameSite=${i['sameSite']}, and the request was caused by another site${siteWords(i)}.`,
  ],
  'jar-refused-omitted': [
    'refused',
    'fetch: credentials',
    (i) => `The browser ignored ${i['name']}: ${leavesOut(i)}, and then none is taken in either.`,
  ],
  'not-sent-omitted': [
    'not sent',
    'fetch: credentials',
    (i) => `${i['name']} was not sent: ${leavesOut(i)}.`,
  ],
  'not-sent-replaced': [
    'not sent',
    'edited by hand',
    (i) => `${i['name']} was not sent: a hand-edited Cookie header went instead.`,
  ],
  'not-sent-expired': ['not sent', 'RFC 6265bis 5.8', (i) => `${i['name']} was not sent: it has expired.`],
  'not-sent-path': [
    'not sent',
    'RFC 6265bis 5.8',
    (i) => `${i['name']} was not sent: its path ${i['path']} does not cover this URL.`,
  ],
  'not-sent-domain': [
    'not sent',
    'RFC 6265bis 5.8',
    (i) => `${i['name']} was not sent: it belongs to ${i['domain']}.`,
  ],
  'not-sent-secure': [
    'not sent',
    'RFC 6265bis 5.8',
    (i) => `${i['name']} was not sent: it is Secure, and this connection is not.`,
  ],
  'not-sent-cross-site': [
    'not sent',
    'RFC 6265bis 5.8',
    (i) =>
      `${i['name']} was not sent: its SameSite is ${i['sameSite']}, and another site${siteWords(i)} caused this ${otherSiteWords(i)}`,
  ],
  'not-sent-partition': [
    'not sent',
    'CHIPS',
    (i) => `${i['name']} was not sent: it is Partitioned, and was stored while the user was on another site.`,
  ],
  'redirect-elsewhere': [
    'not followed',
    'the lab’s own address only',
    (i) => `The redirect to ${i['location']} was not followed: it leads out of the lab.`,
  ],
  'cors-read': [
    'given to the page',
    'fetch: CORS check',
    (i) => `The page on ${i['page']} may read the answer: Access-Control-Allow-Origin lets it.`,
  ],
  'cors-withheld': [
    'withheld from the page',
    'fetch: CORS check',
    (i) =>
      `The page on ${i['page']} is not given the answer: ${allowanceWords(i)}. The app has done what it was asked all the same.`,
  ],
  'cors-preflight-refused': [
    'not sent',
    'fetch: CORS-preflight fetch',
    (i) => `The request was not sent: the answer to its preflight does not let it, for ${allowanceWords(i)}.`,
  ],
  'redirect-mixed': [
    'not followed',
    'Mixed Content',
    (i) => `The redirect to ${i['location']} was not followed: it leads from a page on https to plain http.`,
  ],
  'redirect-unreadable': [
    'not followed',
    'fetch: HTTP-redirect fetch',
    (i) => `The redirect was not followed: ${i['location']} is not an address.`,
  ],
  'redirect-limit': [
    'not followed',
    'the limit of 10',
    (i) =>
      `The redirect to ${i['location']} was not followed: 10 in a row are enough. Most likely they go round.`,
  ],
});

/** What of an answer does not let a page of another origin. */
function allowanceWords({ because, allowed, status, method, header }: VerdictInputs): string {
  switch (because) {
    case 'none':
      return 'it has no Access-Control-Allow-Origin';
    case 'any':
      return 'Access-Control-Allow-Origin: * counts for nothing where credentials go along';
    case 'other':
      return `Access-Control-Allow-Origin is ${allowed}`;
    case 'credentials':
      return 'it has no Access-Control-Allow-Credentials: true, and credentials go along';
    case 'status':
      return `its status is ${status}`;
    case 'method':
      return `Access-Control-Allow-Methods has no ${method}`;
    case 'header':
      return `Access-Control-Allow-Headers has no ${header}`;
    default:
      return 'its headers do not allow it';
  }
}

/** The site’s page, where it is told. */
const siteWords = ({ page }: VerdictInputs): string => (page === undefined ? '' : ` (${page})`);

/** Why no cookie goes along. */
const leavesOut = ({ credentials, page }: VerdictInputs): string =>
  credentials === undefined
    ? 'this request leaves cookies out'
    : `a fetch on ${page} with credentials: '${credentials}' leaves cookies out`;

/** How the sentence about SameSite ends. */
function otherSiteWords({ method, age }: VerdictInputs): string {
  if (method === undefined) return 'request.';
  const rule = `${method}: Lax goes along with what a link or form there asks for by GET.`;
  return age === undefined
    ? rule
    : `${rule} A ${method} takes a cookie that named no SameSite only in its first two minutes.`;
}

/** An event of an older log names no suffix: there it was the domain. */
function suffixWords({ domain, suffix = domain }: VerdictInputs): string {
  return suffix === domain ? String(suffix) : `${suffix}, below ${domain},`;
}
