import { defaultSessionOptions } from '../../contract/options/options.ts';
import { askAboutDomain, type Unwritable, unwritables } from '../ask-browser.ts';
import { links } from '../links.ts';
import type { RuleTable, Subject } from '../rule.ts';

/** Which hosts, paths and apps share the cookie. */
export const scopeRules = {
  'name-shared': {
    severity: 'warning',
    option: 'name',
    title: 'Other Express apps on this host overwrite the cookie.',
    when: '`name` is the default, and other apps run on the same host',
    why: 'Cookies know hosts, not ports. Another app with the same name finds a cookie that it cannot read, takes it for none, and puts its own in its place: whoever visits both is logged out of each in turn.',
    causes: ({ options: { name }, context: { otherApps } }) =>
      name === 'connect.sid' && otherApps === true ? { name, 'other apps on the host': true } : null,
    fix: { words: 'Give the cookie a name of its own.', options: () => ({ name: 'my-app.sid' }) },
    lesson: 'default-name-shared',
    link: links.option('name'),
  },
  'cookie-unwritable': {
    severity: 'hazard',
    option: 'cookie.domain',
    title: 'No cookie is ever sent: express-session cannot write it.',
    when: 'the cookie package refuses `name`, `cookie.domain` or another setting: a URL, a port, `*.` or `_` in the domain, an unknown `sameSite`, a `maxAge` that is NaN',
    why: 'The cookie is written when the headers go out. There the cookie package throws: the response keeps its status and has no Set-Cookie, so that no browser is asked, and every request begins a new session. The error reaches Express’s error handler after that.',
    causes: (subject) => {
      const found = unwritables(subject).map(({ option, message }) => [
        option,
        `${valueText(subject, option)}: “${message}”`,
      ]);
      return found.length === 0 ? null : Object.fromEntries(found);
    },
    fix: {
      words: 'Give each of them a value that can be written, or leave it out.',
      options: (subject) => {
        const refused = new Set<string>(unwritables(subject).map(({ option }) => option));
        const { path, domain, expires, maxAge, sameSite, priority } = sound.cookie;
        return {
          ...(refused.has('name') ? { name: sound.name } : {}),
          cookie: {
            ...(refused.has('cookie.path') ? { path } : {}),
            ...(refused.has('cookie.domain') ? { domain } : {}),
            ...(refused.has('cookie.expires') ? { expires } : {}),
            ...(refused.has('cookie.maxAge') ? { maxAge } : {}),
            ...(refused.has('cookie.sameSite') ? { sameSite } : {}),
            ...(refused.has('cookie.priority') ? { priority } : {}),
          },
        };
      },
    },
    lesson: 'wrong-domain',
    link: links.option('cookie.domain'),
    saidOf: (subject) => {
      const refused = unwritables(subject).map(({ option }) => option);
      const [option = 'cookie.domain'] = refused;
      const words = refused.flatMap((one) => writable[one] ?? []).join(' ');
      return { option, words, link: links.option(option) };
    },
  },
  'domain-foreign': {
    severity: 'hazard',
    option: 'cookie.domain',
    title: 'Browsers refuse the cookie because of its domain.',
    when: '`cookie.domain` is not the host or a domain above it, or is a public suffix, such as co.uk, herokuapp.com, or a name without a dot, or is above one that the host is under',
    why: 'A host may set cookies for itself and for the domains above it that lie below its public suffix, under which anybody can have a site. Anything else is dropped, and every request begins a new session.',
    causes: (subject) => {
      const answer = askAboutDomain(subject);
      if (answer === null || answer === 'host' || answer === 'wide') return null;
      const { host } = subject.context;
      const domain = String(subject.options.cookie.domain);
      return {
        'cookie.domain': answer === 'foreign' ? domain : `${domain}${suffixWords(domain, answer.suffix)}`,
        ...(host === null ? {} : { host }),
      };
    },
    fix: {
      words: 'Leave domain out: the cookie then belongs to the host that sets it.',
      options: () => ({ cookie: { domain: null } }),
    },
    lesson: 'wrong-domain',
    link: links.option('cookie.domain'),
  },
  'domain-wide': {
    severity: 'warning',
    option: 'cookie.domain',
    title: 'Every subdomain gets the cookie, and can set it.',
    when: '`cookie.domain` is set, to one that browsers accept',
    why: 'A forgotten test host or a hosted page under the same domain receives the session of every visitor, and can plant one of its own choosing.',
    causes: (subject) =>
      askAboutDomain(subject) === 'wide' ? { 'cookie.domain': subject.options.cookie.domain } : null,
    fix: {
      words: 'Leave domain out, unless several hosts really share one login.',
      options: () => ({ cookie: { domain: null } }),
    },
    lesson: 'cookie-is-the-key',
    link: links.option('cookie.domain'),
  },
  'path-narrow': {
    severity: 'hazard',
    option: 'cookie.path',
    title: 'Outside the cookie’s path the app has no session.',
    when: '`cookie.path` does not cover the path under which the app needs its sessions',
    why: 'The middleware passes a URL that does not begin with the path on without req.session, so that a handler there throws “Cannot read properties of undefined”. Under one that only begins with the same letters there is a new session each time: the browser keeps the cookie back.',
    causes: ({ options: { cookie }, context: { mountPath } }) =>
      covers(cookie.path, mountPath) ? null : { 'cookie.path': cookie.path, 'the app’s path': mountPath },
    fix: {
      words: 'Set cookie.path to the path of the app.',
      options: ({ context }) => ({ cookie: { path: context.mountPath } }),
    },
    lesson: 'path-mismatch',
    link: links.option('cookie.path'),
  },
  'path-none': {
    severity: 'warning',
    option: 'cookie.path',
    title: 'Which URLs get the cookie depends on the one that set it.',
    when: '`cookie.path` is empty or null, so that the cookie goes out without Path',
    why: 'Without Path the browser binds the cookie to the folder of the URL that set it: one that came from /cart/apples goes to /cart and what is below it. Everywhere else there is a new session, and a cookie of the same name beside the first.',
    causes: ({ options: { cookie } }) => (cookie.path === '' ? { 'cookie.path': 'none' } : null),
    fix: {
      words: 'Set cookie.path to the path of the app, or leave it out: it is / then.',
      options: ({ context }) => ({ cookie: { path: context.mountPath } }),
    },
    lesson: 'path-mismatch',
    link: links.setCookie('pathpath-value'),
  },
} satisfies RuleTable;

/** What the cookie package writes, of each option that it may refuse. */
const writable: Readonly<Partial<Record<Unwritable['option'], string>>> = {
  name: 'A name has letters, digits and signs such as . - _, and no space.',
  'cookie.path': 'A path is of ASCII characters other than ; and <, such as /.',
  'cookie.domain':
    'A domain is a name alone, such as example.com; left out, the cookie belongs to the host that sets it.',
  'cookie.expires': 'expires is a valid Date; left out, the cookie stays until the browser is closed.',
  'cookie.maxAge':
    'maxAge is a number of milliseconds that leads to a date, so neither NaN nor Infinity; left out, the cookie stays until the browser is closed.',
  'cookie.sameSite': 'sameSite is true, false, strict, lax or none.',
  'cookie.priority': 'priority is low, medium or high.',
};

const suffixWords = (domain: string, suffix: string): string =>
  domain.toLowerCase().replace(/^\./, '') === suffix
    ? ', a public suffix'
    : `, above the public suffix ${suffix}`;

/** Whether every URL below `mountPath` is below `path` (RFC 6265bis 5.1.4). */
const covers = (path: string, mountPath: string): boolean =>
  mountPath === path || mountPath.startsWith(path.endsWith('/') ? path : `${path}/`);

/** What is put in place of what cannot be written. */
const sound = { ...defaultSessionOptions(), name: 'sid' };

const valueText = ({ options }: Subject, option: Unwritable['option']): string =>
  String(option === 'name' ? options.name : Reflect.get(options.cookie, option.slice('cookie.'.length)));

export type ScopeRuleId = keyof typeof scopeRules;
