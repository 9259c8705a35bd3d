/** One change to express-session's source: which file, what stands there exactly once, and what is put in its place. */
export type Mutation = {
  file: string;
  from: string;
  to: string;
  /** Lessons that have to turn red by it. */
  caughtBy: readonly string[];
};

/** Defects that a middleware could have, by name. `none` changes nothing. */
export const mutations = {
  none: {
    file: 'index.js',
    from: "debug('fetching %s', req.sessionID);",
    to: "debug('fetching %s', req.sessionID);",
    caughtBy: [],
  },
  'the decision to save is inverted': {
    file: 'index.js',
    from: '? isModified(req.session)\n        : !isSaved(req.session)',
    to: '? !isModified(req.session)\n        : isSaved(req.session)',
    caughtBy: ['view-counter', 'truth-table', 'reader-undoes-write', 'two-writers'],
  },
  'touch is dropped': {
    file: 'index.js',
    from: 'storeImplementsTouch && shouldTouch(req)',
    to: 'false',
    caughtBy: ['touch', 'truth-table', 'two-clocks'],
  },
  'only the first secret is verified': {
    file: 'index.js',
    from: 'i < secrets.length',
    to: 'i < 1',
    caughtBy: ['secret-rotation', 're-signing', 'secret-dropped'],
  },
  'the cookie is always sent': {
    file: 'index.js',
    from: 'return cookieId !== req.sessionID\n        ? saveUninitializedSession',
    to: 'return true\n      return cookieId !== req.sessionID\n        ? saveUninitializedSession',
    caughtBy: ['view-counter', 'consent-before-cookies', 'max-age-change-sends-no-cookie', 're-signing'],
  },
  'destroy is ignored': {
    file: 'session/session.js',
    from: 'this.req.sessionStore.destroy(this.id, fn);',
    to: 'setImmediate(fn);',
    caughtBy: ['destroy-keeps-cookie', 'login-and-logout', 'cookie-is-the-key', 'reload-after-destroy'],
  },
  'a Secure cookie goes over any connection': {
    file: 'index.js',
    from: 'if (req.session.cookie.secure && !issecure(req, trustProxy)) {',
    to: 'if (false) {',
    caughtBy: ['secure-on-http', 'secure-behind-proxy', 'auto-in-function-form', 'proxy-option'],
  },
  'a new session keeps the old ID': {
    file: 'index.js',
    from: 'req.sessionID = generateId(req);',
    to: 'req.sessionID = req.sessionID || generateId(req);',
    caughtBy: ['regenerate-new-id', 'regenerate-at-login', 'destroy-keeps-cookie'],
  },
} satisfies Record<string, Mutation>;

export type MutationName = keyof typeof mutations;
export const mutationNames = Object.keys(mutations) as MutationName[];

/** The source with the mutation in it. Throws where its place is not there exactly once. */
export function mutated(source: string, { file, from, to }: Mutation): string {
  const [before, after, ...more] = source.split(from);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`express-session's ${file} no longer has ${JSON.stringify(from)} exactly once.`);
  }
  return before + to + after;
}
