import type { SomeProblemWords } from '../contract/errors.ts';

/** What is wrong with an app that somebody gave. */
export const userAppWords = {
  'app-not-loaded': ({ message }) => `it cannot be loaded: ${message}`,
  'no-app-in-file': ({ exports }) =>
    `expected a module that exports createApp({ session, store, genid, work }), or an Express app, or that tells a server to listen; it did none of them within 10 s, and exports ${exports.length === 0 ? 'nothing' : exports.join(', ')}`,
  'no-app-made': () => 'expected createApp to give an Express app, or a promise of one',
  'app-without-session': () =>
    'no session middleware of express-session was made in it: there is nothing to race. If it uses another one (cookie-session, @fastify/session), that is not raced yet',
  'no-reset-in-file': () => 'expected a function exported as reset, or as default',
  'app-has-own-options': () =>
    'an app has its own options and its own store: leave this out, and change them in the app',
  'not-changed-from-outside': ({ key }) =>
    `${key} of an app cannot be changed from outside; its session’s resave, saveUninitialized, rolling, unset, name, secret, proxy and cookie settings can`,
  'reset-without-app': () => '--reset sets back an app: give that with --app',
  'too-many-to-run': ({ most }) =>
    `what the app keeps beside its sessions can only be followed by running every order whole, and there are more than ${most}: race fewer requests, or fewer steps`,
} satisfies SomeProblemWords;
