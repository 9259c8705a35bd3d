import { links } from '../links.ts';
import type { RuleTable } from '../rule.ts';
import { believesProxy, trustByAddress } from '../seen-as-secure.ts';

/** Whose word is taken for what a proxy says. */
export const proxyRules = {
  'trust-everybody': {
    severity: 'warning',
    option: 'trustProxy',
    title: 'Whatever a client writes into X-Forwarded-* is believed.',
    when: '`trust proxy` is true, behind a proxy or not said',
    why: 'true trusts every address. A client that reaches the app past the proxy, or through one that passes the header on, says “https” over plain http and gets the Secure cookie in the clear; req.ip is what it likes too.',
    causes: ({ options: { trustProxy }, context: { proxy } }) =>
      trustProxy === true && proxy !== false ? { 'trust proxy': true } : null,
    fix: {
      words:
        'Name the addresses that the proxy has: loopback on the same machine, uniquelocal in a private network.',
      options: (subject) => ({ trustProxy: trustByAddress(subject) }),
    },
    lesson: 'proxy-option',
    link: links.proxies,
  },
  'trust-without-proxy': {
    severity: 'warning',
    option: 'trustProxy',
    title: 'There is no proxy, and yet a proxy’s headers are believed.',
    when: '`trust proxy` or `proxy` is set, and there is said to be no proxy',
    why: 'Then the only one to write X-Forwarded-Proto is the client itself: it says “https” over plain http, and the Secure cookie goes out in the clear.',
    causes: (subject) => {
      const { trustProxy, proxy } = subject.options;
      return subject.context.proxy === false && believesProxy(subject)
        ? { 'trust proxy': trustProxy, ...(proxy === null ? {} : { proxy }), 'behind a proxy': false }
        : null;
    },
    fix: {
      words: 'Turn trust proxy off, and leave proxy out.',
      options: () => ({ trustProxy: false, proxy: null }),
    },
    lesson: 'proxy-option',
    link: links.proxies,
  },
  'proxy-option-true': {
    severity: 'warning',
    option: 'proxy',
    title: 'proxy: true believes X-Forwarded-Proto from everybody.',
    when: '`proxy` is true, behind a proxy or not said',
    why: 'It reads the header itself and asks nobody who sent it, whatever trust proxy says; and req.secure may say the opposite in the same request.',
    causes: ({ options, context }) =>
      options.proxy === true && context.proxy !== false
        ? { proxy: true, 'trust proxy': options.trustProxy }
        : null,
    fix: {
      words: 'Leave proxy out, so that Express is asked, and name the proxies’ addresses in trust proxy.',
      options: (subject) => ({
        proxy: null,
        ...(isNamed(subject.options.trustProxy) ? {} : { trustProxy: trustByAddress(subject) }),
      }),
    },
    lesson: 'proxy-option',
    link: links.option('proxy'),
  },
} satisfies RuleTable;

/** Whether trust proxy says which proxies, and not all or none. */
const isNamed = (trustProxy: boolean | number | string): boolean =>
  typeof trustProxy !== 'boolean' && trustProxy !== 0;

export type ProxyRuleId = keyof typeof proxyRules;
