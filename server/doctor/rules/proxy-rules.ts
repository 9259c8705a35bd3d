import { links } from '../links.ts';
import type { RuleTable, Subject } from '../rule.ts';
import { believesProxy, trustByAddress, trustOneProxy } from '../seen-as-secure.ts';
import { trustOf } from '../trusted-proxies.ts';

/** Whose word is taken for what a proxy says. */
export const proxyRules = {
  'trust-proxy-refused': {
    severity: 'hazard',
    option: 'trustProxy',
    title: 'The app does not start: Express refuses this trust proxy.',
    when: '`trust proxy` is a text that Express cannot read as addresses',
    why: 'Express takes every text for a list of addresses, and app.set throws at one that is none. What an environment variable gives is text: "true" is not true.',
    causes: ({ options: { trustProxy } }) => {
      const trust = trustOf(trustProxy);
      return trust.kind === 'refused'
        ? { 'trust proxy': `"${trustProxy}" (text): “${trust.message}”` }
        : null;
    },
    fix: {
      words: 'Give the number of proxies as a number: Number(process.env.TRUST_PROXY); or their addresses.',
      options: (subject) => (hasNone(subject) ? { trustProxy: false } : trustOneProxy),
    },
    lesson: 'secure-behind-proxy',
    link: links.proxies,
  },
  'trust-proxy-number-as-text': {
    severity: 'hazard',
    option: 'trustProxy',
    title: 'trust proxy is a number as text, which Express takes for an address.',
    when: '`trust proxy` is text of digits alone, such as "1"',
    why: 'Express takes every text for a list of addresses, and "1" for 0.0.0.1, which no proxy has: nobody is believed. What an environment variable gives is text.',
    causes: ({ options: { trustProxy } }) => {
      const trust = trustOf(trustProxy);
      return trust.kind === 'number as text'
        ? { 'trust proxy': `"${trustProxy}" (text), to Express ${trust.address}` }
        : null;
    },
    fix: {
      words: 'Give the number of proxies as a number: Number(process.env.TRUST_PROXY).',
      options: (subject) => (hasNone(subject) ? { trustProxy: false } : { trustProxy: hopsIn(subject) }),
    },
    lesson: 'secure-behind-proxy',
    link: links.proxies,
  },
  'trust-everybody': {
    severity: 'warning',
    option: 'trustProxy',
    title: 'Whatever a client writes into X-Forwarded-* is believed.',
    when: '`trust proxy` is true, or addresses that are everybody’s, behind a proxy or not said',
    why: 'That trusts every address. A client that reaches the app past the proxy, or through one that passes the header on, says “https” over plain http and gets the Secure cookie in the clear; req.ip is what it likes too.',
    causes: ({ options: { trustProxy }, context: { proxy } }) =>
      trustOf(trustProxy).kind === 'everybody' && proxy !== false ? { 'trust proxy': trustProxy } : null,
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
  ['hops', 'addresses'].includes(trustOf(trustProxy).kind);

const hasNone = ({ context }: Subject): boolean => context.proxy === false;

/** The number that was meant, as far as there can be so many proxies. */
function hopsIn({ options }: Subject): number {
  const hops = Number.parseInt(String(options.trustProxy), 10);
  return hops >= 0 && hops <= 32 ? hops : 1;
}

export type ProxyRuleId = keyof typeof proxyRules;
