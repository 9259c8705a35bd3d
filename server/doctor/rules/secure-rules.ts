import { ownCookieFunction } from '../../contract/options/cookie-function.ts';
import { links } from '../links.ts';
import type { RuleTable } from '../rule.ts';
import { hasSecure, isSeenAsSecure, secureOptions, trustOneProxy } from '../seen-as-secure.ts';
import { trustText } from '../trusted-proxies.ts';

/** Secure, and whether express-session sees a connection as secure. */
export const secureRules = {
  'secure-missing': {
    severity: 'hazard',
    option: 'cookie.secure',
    title: 'The cookie also goes over plain http.',
    when: '`cookie.secure` is false, and visitors come over https',
    why: 'One request to http:// that an attacker on the way provokes, an image is enough, carries the cookie in the clear. https alone does not prevent it.',
    causes: ({ options: { cookie }, context: { https } }) =>
      https === true && cookie.secure === false ? { 'cookie.secure': false, https } : null,
    fix: { words: 'Set cookie.secure, and trust the proxy where one ends TLS.', options: secureOptions },
    lesson: 'secure-auto',
    link: links.option('cookie.secure'),
  },
  'secure-on-http': {
    severity: 'hazard',
    option: 'cookie.secure',
    title: 'No cookie is ever sent: it is Secure, and the app is reached over plain http.',
    when: '`cookie.secure` is true, and visitors come over http',
    why: 'express-session withholds a Secure cookie from a connection that it does not see as secure, without an error. Every request begins a new session, and login seems to do nothing.',
    causes: ({ options: { cookie }, context: { https } }) =>
      https === false && cookie.secure === true ? { 'cookie.secure': true, https } : null,
    fix: {
      words:
        'Serve the app over https. Where it runs over both, ‘auto’ makes the cookie Secure where it can be.',
      options: ({ options }) => ({ cookie: { secure: options.cookieForm === 'static' ? 'auto' : false } }),
    },
    lesson: 'secure-on-http',
    link: links.option('cookie.secure'),
  },
  'secure-behind-proxy': {
    severity: 'hazard',
    option: 'trustProxy',
    title: 'No cookie is ever sent: the proxy ends TLS, and the app does not believe it.',
    when: '`cookie.secure` is true behind a proxy, and `trust proxy` trusts nobody who can be one and `proxy` is not set, or `proxy` is false',
    why: 'Behind the proxy the connection is plain http. Only X-Forwarded-Proto tells that the visitor came over https, and it is ignored. So the Secure cookie is withheld, without an error.',
    causes: (subject) => {
      const { options, context } = subject;
      const isWithheld = context.https === true && isSeenAsSecure(subject) === false && hasSecure(subject);
      return isWithheld
        ? {
            'cookie.secure': options.cookie.secure,
            'trust proxy': trustText(options.trustProxy),
            ...(options.proxy === null ? {} : { proxy: options.proxy }),
            'behind a proxy': true,
          }
        : null;
    },
    fix: {
      words: 'Let Express trust the proxy: the number of proxies, or their addresses.',
      options: () => trustOneProxy,
    },
    lesson: 'secure-behind-proxy',
    link: links.issue(281),
  },
  'secure-proxy-unsaid': {
    severity: 'note',
    option: 'trustProxy',
    title: 'If a proxy ends TLS before the app, no Secure cookie is sent.',
    when: '`cookie.secure` is true or auto, nothing makes the app believe a proxy, and whether there is one is not said',
    why: 'Hosts such as Heroku, and nginx on one’s own, end TLS and come to the app over plain http. Without trust proxy a cookie with secure: true is then withheld, without an error, and one with auto goes out without Secure.',
    causes: (subject) => {
      const { cookie, trustProxy } = subject.options;
      return subject.context.https === true && isSeenAsSecure(subject) === null && cookie.secure !== false
        ? {
            'cookie.secure': cookie.secure,
            'trust proxy': trustText(trustProxy),
            'behind a proxy': 'not said',
          }
        : null;
    },
    fix: {
      words:
        'If there is one, trust it: the number of proxies, or their addresses. If not, say so with "proxy": false.',
      options: () => trustOneProxy,
    },
    lesson: 'secure-behind-proxy',
    link: links.issue(774),
  },
  'auto-behind-proxy': {
    severity: 'warning',
    option: 'trustProxy',
    title: '‘auto’ takes the visitor’s https for http.',
    when: '`cookie.secure` or `cookie.sameSite` is auto behind a proxy that the app does not believe',
    why: '‘auto’ asks whether the connection is seen as secure. Behind a proxy that is not trusted it never is: the cookie goes out without Secure, although every visitor came over https.',
    causes: (subject) => {
      const { cookie, cookieForm, trustProxy } = subject.options;
      const isAuto = cookie.secure === 'auto' || cookie.sameSite === 'auto';
      const isMisled = subject.context.https === true && isSeenAsSecure(subject) === false;
      return isAuto && cookieForm === 'static' && isMisled
        ? { ...autos(cookie), 'trust proxy': trustText(trustProxy), 'behind a proxy': true }
        : null;
    },
    fix: {
      words: 'Let Express trust the proxy: the number of proxies, or their addresses.',
      options: () => trustOneProxy,
    },
    lesson: 'secure-auto',
    link: links.proxies,
  },
  'auto-in-function': {
    severity: 'hazard',
    option: 'cookieForm',
    title: '‘auto’ is never resolved when the cookie settings are a function.',
    when: '`cookie` is a function, and `secure` or `sameSite` is auto',
    why: 'express-session 1.19 looks for ‘auto’ on the option itself, and a function has no such property. secure: ‘auto’ then counts as true, so that over http no cookie is sent; sameSite: ‘auto’ cannot be written, and the response has no cookie either.',
    causes: ({ options: { cookie, cookieForm } }) =>
      cookieForm === 'function' && Object.keys(autos(cookie)).length > 0
        ? { cookie: 'a function', ...autos(cookie) }
        : null,
    fix: {
      words: 'Give the settings as an object; or decide in the function: secure: req.secure.',
      options: () => ({ cookieForm: 'static' }),
    },
    lesson: 'auto-in-function-form',
    link: links.issue(1081),
  },
  'own-cookie-function': {
    severity: 'note',
    option: 'cookieFunction',
    title: 'What the cookie function gives is not judged.',
    when: '`cookie` is a function that was written',
    why: 'It is run at each request, and what it will give cannot be read from here: path, secure, sameSite and the cookie’s end may be anything. What is found holds whatever they are.',
    causes: ({ options }) =>
      ownCookieFunction(options) === null ? null : { cookie: 'a function of your own' },
    fix: {
      words: 'Give the settings as an object where they are the same for every request.',
      options: () => ({ cookieForm: 'static' }),
    },
    lesson: 'auto-in-function-form',
    link: links.issue(1081),
  },
} satisfies RuleTable;

/** Which settings are 'auto'. */
const autos = (cookie: { secure: boolean | 'auto'; sameSite: boolean | string }): Record<string, string> => ({
  ...(cookie.secure === 'auto' ? { 'cookie.secure': 'auto' } : {}),
  ...(cookie.sameSite === 'auto' ? { 'cookie.sameSite': 'auto' } : {}),
});

export type SecureRuleId = keyof typeof secureRules;
