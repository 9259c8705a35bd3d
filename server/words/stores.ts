import { codeMay } from '../contract/code-rights.ts';
import type { ProblemParams, SomeProblemWords } from '../contract/errors.ts';

type NotOpened = ProblemParams['store-not-opened'];

/** What is wrong, and what to do next. */
const reasons: Record<NotOpened['why'], (given: NotOpened) => string> = {
  refused: ({ place }) => `nothing listens at ${place}. Start it there, or correct host and port.`,
  'no-such-host': ({ place }) => `there is no host of the name in ${place}. Correct the address.`,
  'no-answer': ({ place }) => `${place} does not answer. Check host, port, and what is in between.`,
  login: ({ place }) =>
    `${place} refused the login. Give user and password in the address, as in redis://user:password@host or postgres://user:password@host/database.`,
  database: ({ place, message }) =>
    `${place} answers, and has no such database (${message}). Correct what is behind the / of the address.`,
  folder: ({ place, message }) => `you may not write at ${place} (${message}). Take another path.`,
  contained: ({ place, message }) =>
    `${place}: ${message}. Code of your own runs where it may read files and use the network, and write no files and start nothing.`,
  rights: ({ place, message }) =>
    `${place} answers, and this user may not do what a lab needs (${message}). Take a user who may write there.`,
  tls: ({ place, message }) =>
    `no TLS with ${place} (${message}). Without TLS the address begins with redis://, or has no sslmode; a certificate of your own is trusted by NODE_EXTRA_CA_CERTS.`,
  'no-tls': ({ place, message }) =>
    `${place} wants TLS (${message}). Take rediss://, or ?sslmode=require behind postgres://….`,
  closed: ({ place }) =>
    `${place} closed the connection at once. Is it the right port, and does it want TLS (rediss://)?`,
  other: ({ place, message }) => `${place}: ${message}`,
};

/** What stores outside of the app do not take. */
export const storeWords = {
  'store-packages-missing': ({ kind, store, packages, found }) => {
    const how = `npm i ${packages.join(' ')}`;
    if (found !== null)
      return `${store} cannot be opened with ${found}, which is another version. Run: ${how}`;
    return `${store} is opened with ${packages.join(' and ')} of your own project, and not found in the folder where this was started. Run there: ${how}. Or have them installed for Session Playground alone: session-playground stores install ${kind}`;
  },
  'store-not-installed': ({ store, why }) => `what ${store} is opened with is not installed: ${why}`,
  'store-module-missing': ({ module }) =>
    `there is no module ${module} where this was started, or it cannot be read: give a path that begins with ./, or install the package`,
  'store-module-gives-none': ({ module, exports }) =>
    `expected ${module} to export a class that extends express-session’s Store, an instance of one, or a function of express-session that gives either; it exports ${exports.length === 0 ? 'nothing' : exports.join(', ')}`,
  'store-not-allowed': ({ module }) =>
    `the store is the code of ${module}: it runs when you have read and allowed it`,
  'store-in-file': ({ module, flag }) =>
    `the file takes its store from ${module}, code which ${codeMay.node}: read it, then run it with ${flag}`,
  'store-of-another-lab': () => 'a store that is code has a lab of its own from its beginning',
  'store-not-opened': (given) => `${given.store} is not open: ${reasons[given.why](given)}`,
} satisfies SomeProblemWords;
