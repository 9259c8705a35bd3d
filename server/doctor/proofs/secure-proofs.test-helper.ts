import type { ProxyRuleId } from '../rules/proxy-rules.ts';
import type { SecureRuleId } from '../rules/secure-rules.ts';
import { behindProxy, hasAttribute, hasCookie, login, type Proof, saysHttps } from './proof.test-helper.ts';
import { appWith } from './several-apps.test-helper.ts';

const loginBehindProxy = [login(saysHttps)];

/** A client of its own, at no proxy's address, writes the header: it must not get a Secure cookie over plain http. */
const spoofed = {
  steps: [login({ id: 'direct', ...saysHttps })],
  sound: { response: 'direct', setCookie: false },
} satisfies Pick<Extract<Proof, { steps: unknown }>, 'steps' | 'sound'>;

export const secureProofs: Readonly<Record<SecureRuleId | ProxyRuleId, Proof>> = {
  'secure-missing': {
    options: {},
    context: behindProxy,
    steps: loginBehindProxy,
    sound: hasAttribute({ secure: true }),
  },
  'secure-on-http': { options: { cookie: { secure: true } }, steps: [login()], sound: hasCookie },
  'secure-behind-proxy': {
    options: { cookie: { secure: true } },
    context: behindProxy,
    steps: loginBehindProxy,
    sound: hasCookie,
  },
  'secure-proxy-unsaid': {
    options: { cookie: { secure: true } },
    context: { ...behindProxy, proxy: null },
    steps: loginBehindProxy,
    sound: hasCookie,
  },
  'auto-behind-proxy': {
    options: { cookie: { secure: 'auto' } },
    context: behindProxy,
    steps: loginBehindProxy,
    sound: hasAttribute({ secure: true }),
  },
  'auto-in-function': {
    options: { cookieForm: 'function', cookie: { secure: 'auto' } },
    steps: [login()],
    sound: hasCookie,
  },
  'own-cookie-function': {
    // Nothing but this note says that no cookie will come.
    options: { cookieForm: 'function', cookieFunction: '() => ({ secure: true })' },
    steps: [login()],
    sound: hasCookie,
  },
  'trust-proxy-refused': {
    options: { trustProxy: 'true' },
    context: behindProxy,
    isSound: async ({ options }) => {
      try {
        return (await (await appWith(options)).login()).setCookie !== '';
      } catch (error) {
        if (!String(error).includes('invalid IP address: true')) throw error;
        return false;
      }
    },
  },
  'trust-proxy-number-as-text': {
    options: { trustProxy: '1', cookie: { secure: true } },
    context: behindProxy,
    steps: loginBehindProxy,
    sound: hasCookie,
  },
  'trust-everybody': {
    options: { trustProxy: true, cookie: { secure: true } },
    context: behindProxy,
    ...spoofed,
  },
  'trust-without-proxy': { options: { trustProxy: 1, cookie: { secure: true } }, ...spoofed },
  'proxy-option-true': {
    options: { proxy: true, cookie: { secure: true } },
    context: behindProxy,
    ...spoofed,
  },
};
