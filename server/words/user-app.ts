import type { SomeProblemWords } from '../contract/errors.ts';

/** What is wrong with an app that somebody gave. */
export const userAppWords = {
  'app-not-loaded': ({ message }) => `it cannot be loaded: ${message}`,
  'no-app-in-file': ({ exports }) =>
    `expected a module that exports createApp({ session, store, genid, work }), or an Express or Fastify app, or that tells a server to listen; it did none of them within 10 s, and exports ${exports.length === 0 ? 'nothing' : exports.join(', ')}`,
  'no-app-made': () => 'expected createApp to give an Express app or a Fastify app, or a promise of one',
  'app-not-ready': ({ what, seconds }) =>
    `${what === 'loaded' ? 'it was not loaded' : 'its createApp had not given an app'} after ${seconds} s: it waits for something that does not come`,
  'create-app-threw': ({ message }) => `its createApp did not give an app: ${message}`,
  'app-broke-race': ({ message }) =>
    `the race cannot go on in the app’s process: ${message}. Does it change, or delete, what Node gives to every module?`,
  'app-without-session': ({ other }) =>
    other === null
      ? 'no session middleware of express-session or @fastify/session was made in it: there is nothing to race. If it uses another one, that is not raced'
      : `its sessions are those of ${other}, which are not raced: only those of express-session and @fastify/session are`,
  'no-reset-in-file': () => 'expected a function exported as reset, or as default',
  'no-hold': () =>
    'expected a module and a function of it, such as pg:Client.query, ./db.js:findUser, or ./db.js:* for all',
  'hold-is-for-races': () =>
    'run sends each request as it comes, and holds no call: race and compare take this, where requests are run in every order',
  'hold-without-app': () => '--hold holds functions of an app: give that with --app',
  'hold-no-module': ({ given, why }) =>
    why === 'of-node'
      ? `--hold ${given}: Node’s own modules are not held: hold the function of the app, or of a package, that calls it`
      : `--hold ${given}: the app finds no such package`,
  'hold-finds-nothing': ({ given, has }) =>
    `--hold ${given}: there is no such function; ${has.length === 0 ? 'no function was found there' : `these were found: ${has.slice(0, 30).join(', ')}${has.length > 30 ? ', …' : ''}`}`,
  'hold-not-loaded': ({ given, why }) =>
    why === 'old-node'
      ? `--hold ${given}: it is an ES module, whose functions can be held from Node 22.15 on`
      : `--hold ${given}: the app had not asked for that module when it was put together`,
  'hold-answers-at-once': ({ given, name }) =>
    `--hold ${given}: ${name} gives no promise and takes no callback, so that nothing waits for it: name the functions that do`,
  'app-has-own-options': () =>
    'an app has its own options and its own store: leave this out, and change them in the app',
  'not-changed-from-outside': ({ key }) =>
    `${key} of an app cannot be changed from outside; its session’s resave, saveUninitialized, rolling, unset, name, secret, proxy and cookie settings can`,
  'not-of-fastify-session': ({ key }) =>
    `the sessions are those of @fastify/session, which has no ${key}: its name, secret, saveUninitialized, rolling and cookie settings can be changed from outside`,
  'reset-without-app': () => '--reset sets back an app: give that with --app',
  'too-many-to-run': ({ most }) =>
    `what the app keeps beside its sessions can only be followed by running every order whole, and there are more than ${most}: race fewer requests, or fewer steps`,
} satisfies SomeProblemWords;
