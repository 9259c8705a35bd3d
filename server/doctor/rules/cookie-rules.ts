import { lacksForPrefix, prefixOf } from '../../contract/verdicts/cookie-prefixes.ts';
import { links } from '../links.ts';
import type { RuleTable, Subject } from '../rule.ts';
import { hasSecure, isSeenAsSecure, secureOptions } from '../seen-as-secure.ts';

const isOverHttp = ({ context }: Subject): boolean => context.https === false;

/** What browsers make of the cookie's attributes. */
export const cookieRules = {
  'same-site-none-insecure': {
    severity: 'hazard',
    option: 'cookie.sameSite',
    title: 'Browsers refuse the cookie: SameSite=None without Secure.',
    when: '`cookie.sameSite` is none, and the cookie is not Secure',
    why: 'Chromium drops such a cookie with no more than a line in its console. Every request begins a new session.',
    causes: (subject) => {
      const { sameSite, secure } = subject.options.cookie;
      return sameSite === 'none' && hasSecure(subject) === false
        ? { 'cookie.sameSite': sameSite, 'cookie.secure': secure }
        : null;
    },
    fix: {
      words: 'Set cookie.secure, which needs https; or lax, when no other site needs the cookie.',
      options: (subject) => (isOverHttp(subject) ? { cookie: { sameSite: 'lax' } } : secureOptions(subject)),
    },
    lesson: 'same-site-none',
    link: links.setCookie('samesitesamesite-value'),
  },
  'cross-site-kept-back': {
    severity: 'hazard',
    option: 'cookie.sameSite',
    title: 'On other sites’ pages there is no session: the cookie does not go along.',
    when: '`cookie.sameSite` is not none, or comes to lax as auto does where the connection is not seen as secure, and other sites are said to need the cookie',
    why: 'A cookie with SameSite=Lax or Strict does not go along with fetches and frames of another site’s page, and browsers refuse one that is set there. Chromium does the same to a cookie without SameSite. Each of those requests begins a new session.',
    causes: (subject) => {
      const { sameSite } = subject.options.cookie;
      const isNone = sameSite === 'none' || (sameSite === 'auto' && isSeenAsSecure(subject) !== false);
      return subject.context.crossSite === true && !isNone && !isOverHttp(subject)
        ? { 'cookie.sameSite': sameSite === false ? 'not set' : sameSite, 'needed by other sites': true }
        : null;
    },
    fix: {
      words:
        'Set cookie.sameSite to none, and secure. Safari, and Firefox in strict mode, keep such cookies apart all the same: where it matters, serve both from one site.',
      options: (subject) => withAttributes(secureOptions(subject), { sameSite: 'none' }),
    },
    lesson: 'same-site-lax',
    link: links.issue(633),
  },
  'same-site-open': {
    severity: 'warning',
    option: 'cookie.sameSite',
    title: 'Other sites can send requests in the visitor’s name.',
    when: '`cookie.sameSite` is none, or auto over https, and no other site is said to need the cookie',
    why: 'With None the browser sends the cookie along with forms and fetches of any site. What such a request changes, it changes as the visitor.',
    causes: (subject) => {
      const { sameSite } = subject.options.cookie;
      const isNone = sameSite === 'none' || (sameSite === 'auto' && isSeenAsSecure(subject) === true);
      return isNone && subject.context.crossSite === false
        ? { 'cookie.sameSite': sameSite, 'needed by other sites': false }
        : null;
    },
    fix: { words: 'Set cookie.sameSite to lax.', options: () => ({ cookie: { sameSite: 'lax' } }) },
    lesson: 'same-site-open',
    link: links.option('cookie.sameSite'),
  },
  'same-site-not-set': {
    severity: 'note',
    option: 'cookie.sameSite',
    title: 'Whether other sites’ requests carry the cookie is left to the browser.',
    when: '`cookie.sameSite` is not set, in production',
    why: 'Chromium holds such a cookie for Lax, with an exception for the first two minutes; Firefox and Safari send it everywhere.',
    causes: ({ options: { cookie }, context }) =>
      cookie.sameSite === false && context.production === true && context.crossSite !== true
        ? { 'cookie.sameSite': 'not set' }
        : null,
    fix: { words: 'Set cookie.sameSite to lax.', options: () => ({ cookie: { sameSite: 'lax' } }) },
    lesson: 'same-site-lax',
    link: links.option('cookie.sameSite'),
  },
  'http-only-off': {
    severity: 'hazard',
    option: 'cookie.httpOnly',
    title: 'Scripts in the page can read the cookie.',
    when: '`cookie.httpOnly` is false',
    why: 'One injected script, or one bad package in the page, sends document.cookie away, and with it the login. No script of the page has a use for it: the ID is signed, and the data is in the store.',
    causes: ({ options: { cookie } }) => (cookie.httpOnly ? null : { 'cookie.httpOnly': false }),
    fix: { words: 'Leave httpOnly on.', options: () => ({ cookie: { httpOnly: true } }) },
    lesson: 'http-only',
    link: links.option('cookie.httpOnly'),
  },
  'partitioned-insecure': {
    severity: 'hazard',
    option: 'cookie.partitioned',
    title: 'Browsers refuse the cookie: Partitioned without Secure.',
    when: '`cookie.partitioned` is on, and the cookie is not Secure',
    why: 'A partitioned cookie is accepted over https only. Every request begins a new session.',
    causes: (subject) => {
      const { partitioned, secure } = subject.options.cookie;
      return partitioned && hasSecure(subject) === false
        ? { 'cookie.partitioned': true, 'cookie.secure': secure }
        : null;
    },
    fix: {
      words: 'Set cookie.secure, which needs https; or leave partitioned out.',
      options: (subject) =>
        isOverHttp(subject) ? { cookie: { partitioned: false } } : secureOptions(subject),
    },
    lesson: 'partitioned',
    link: links.option('cookie.partitioned'),
  },
  'prefix-unmet': {
    severity: 'hazard',
    option: 'name',
    title: 'Browsers refuse the cookie: its name promises what its attributes do not hold.',
    when: '`name` begins with `__Host-` or `__Secure-`, and Secure, Path=/ or the missing Domain does not fit',
    why: '__Secure- demands Secure; __Host- also Path=/ and no Domain; __Http- also HttpOnly. Otherwise the browser drops the cookie, and every request begins a new session.',
    causes: (subject) => {
      const { name, cookie } = subject.options;
      const demands = prefixOf(name);
      if (demands === undefined) return null;
      const attributes = { ...cookie, secure: hasSecure(subject), hostOnly: cookie.domain === null };
      const lacks = lacksForPrefix(demands, attributes);
      return lacks === null ? null : { name, lacks };
    },
    fix: {
      words: 'Hold what the name promises; over http, take a name without the prefix.',
      options: (subject) =>
        isOverHttp(subject)
          ? { name: withoutPrefix(subject.options.name) }
          : withAttributes(secureOptions(subject), { path: '/', domain: null, httpOnly: true }),
    },
    lesson: 'name-prefix',
    link: links.setCookie('cookie_prefixes'),
  },
} satisfies RuleTable;

const withoutPrefix = (name: string): string => name.slice(prefixOf(name)?.prefix.length ?? 0) || 'sid';

const withAttributes = <Patch extends { cookie?: object }>(patch: Patch, attributes: object): Patch => ({
  ...patch,
  cookie: { ...patch.cookie, ...attributes },
});

export type CookieRuleId = keyof typeof cookieRules;
