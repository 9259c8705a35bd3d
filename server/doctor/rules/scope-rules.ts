import { links } from '../links.ts';
import type { RuleTable } from '../rule.ts';

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
  'domain-foreign': {
    severity: 'hazard',
    option: 'cookie.domain',
    title: 'Browsers refuse the cookie: the host does not belong to its domain.',
    when: '`cookie.domain` is not the host or a domain above it, or is a name without a dot',
    why: 'A host may set cookies for itself and for the domains above it that are not public suffixes. Anything else is dropped, and every request begins a new session.',
    causes: ({ options: { cookie }, context: { host } }) =>
      cookie.domain !== null && isRefused(cookie.domain, host)
        ? { 'cookie.domain': cookie.domain, ...(host === null ? {} : { host }) }
        : null,
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
    causes: ({ options: { cookie }, context: { host } }) =>
      cookie.domain !== null && !isRefused(cookie.domain, host) && hasSubdomains(cookie.domain)
        ? { 'cookie.domain': cookie.domain }
        : null,
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
    title: 'Outside the cookie’s path there is no req.session at all.',
    when: '`cookie.path` does not cover the path under which the app needs its sessions',
    why: 'The middleware passes every other URL on without a session, so that a handler there throws “Cannot read properties of undefined”; and the browser keeps the cookie back.',
    causes: ({ options: { cookie }, context: { mountPath } }) =>
      covers(cookie.path, mountPath) ? null : { 'cookie.path': cookie.path, 'the app’s path': mountPath },
    fix: {
      words: 'Set cookie.path to the path of the app.',
      options: ({ context }) => ({ cookie: { path: context.mountPath } }),
    },
    lesson: 'path-mismatch',
    link: links.option('cookie.path'),
  },
} satisfies RuleTable;

/** Whether every URL below `mountPath` is below `path` (RFC 6265bis 5.1.4). */
const covers = (path: string, mountPath: string): boolean =>
  mountPath === path || mountPath.startsWith(path.endsWith('/') ? path : `${path}/`);

function isRefused(domain: string, host: string | null): boolean {
  const bare = domain.toLowerCase().replace(/^\./, '');
  if (host?.toLowerCase() === bare) return false;
  if (!bare.includes('.') || isAddress(bare)) return true;
  return host !== null && (isAddress(host) || !host.toLowerCase().endsWith(`.${bare}`));
}

/** An address, or the name of this machine, stands alone. */
const hasSubdomains = (domain: string): boolean =>
  domain.replace(/^\./, '').includes('.') && !isAddress(domain);

const isAddress = (host: string): boolean => /^[\d.]+$/.test(host) || host.includes(':');

export type ScopeRuleId = keyof typeof scopeRules;
