import type {
  CookieOptions as ExpressCookieOptions,
  SessionOptions as ExpressSessionOptions,
  Store,
} from 'express-session';
import { ownCookieFunction } from '../contract/options/cookie-function.ts';
import {
  type CookieKey,
  type CookieOptions,
  inOrder,
  type OptionKey,
  type SessionOptions,
} from '../contract/options/options.ts';
import { expiresMeant, numberMeant } from '../contract/options/value-schemas.ts';
import { compileCookieFunction, type OnIgnored } from './compile-cookie-function.ts';
import { createGenerators, type Generators } from './genid.ts';

/** What an option becomes: settings of express-session, or of the Express app. Nothing is an option that is left out. */
type HandedOn = {
  session?: { [Key in keyof ExpressSessionOptions]?: unknown };
  app?: Readonly<Record<string, unknown>>;
};
type Around = { options: SessionOptions; generators: Generators; onIgnored?: OnIgnored | undefined };

/** How each option is handed on. An option without a row does not compile. */
const handOn: { [Key in OptionKey]: (value: SessionOptions[Key], around: Around) => HandedOn } = {
  secret: (secret) => (secret === null ? { session: { secret: undefined } } : { session: { secret } }),
  resave: (resave) => ({ session: { resave } }),
  saveUninitialized: (saveUninitialized) => ({ session: { saveUninitialized } }),
  rolling: (rolling) => ({ session: { rolling } }),
  unset: (unset) => ({ session: { unset } }),
  name: (name) => ({ session: { name } }),
  proxy: (proxy) => (proxy === null ? {} : { session: { proxy } }),
  genid: (kind, { generators }) => {
    const genid = generators[kind];
    return genid === undefined ? {} : { session: { genid } };
  },
  trustProxy: (trusted) => ({ app: { 'trust proxy': trusted } }),
  // The cookie's own settings are handed on in this order.
  cookieEnd: () => ({}),
  // It is handed on with the form.
  cookieFunction: () => ({}),
  cookieForm: (form, { options, onIgnored }) => {
    const own = ownCookieFunction(options);
    if (own !== null) return { session: { cookie: compileCookieFunction(own, onIgnored) } };
    const { cookie, cookieEnd } = options;
    const given = () => cookieOptions(cookie, cookieEnd);
    return { session: { cookie: form === 'function' ? given : given() } };
  },
};

const handOnOne = <Key extends OptionKey>(key: Key, around: Around): HandedOn =>
  handOn[key](around.options[key], around);
const handedOn = (around: Around): HandedOn[] =>
  (Object.keys(handOn) as OptionKey[]).map((key) => handOnOne(key, around));

/** The options as express-session takes them. Throws ProblemError where there is a function of one's own that is none. */
export const sessionOptions = (
  options: SessionOptions,
  store: Store,
  { generators = createGenerators(), onIgnored }: { generators?: Generators; onIgnored?: OnIgnored } = {},
): ExpressSessionOptions =>
  Object.assign(
    { secret: '', store },
    ...handedOn({ options, generators, onIgnored }).map(({ session }) => session),
  );

/** The settings of the Express app, by the name that Express has for them. */
export const appSettings = (options: SessionOptions): Array<[string, unknown]> =>
  handedOn({ options: { ...options, cookieFunction: null }, generators: createGenerators() }).flatMap(
    ({ app = {} }) => Object.entries(app),
  );

const cookieParts: {
  [Key in CookieKey]: (value: CookieOptions[Key]) => Readonly<Partial<Record<Key, unknown>>>;
} = {
  path: (path) => ({ path }),
  domain: (domain) => (domain === null ? {} : { domain }),
  httpOnly: (httpOnly) => ({ httpOnly }),
  secure: (secure) => ({ secure }),
  sameSite: (sameSite) => (sameSite === false ? {} : { sameSite }),
  expires: (expires) => (expires === null ? {} : { expires: expiresMeant(expires) }),
  maxAge: (maxAge) => (maxAge === null ? {} : { maxAge: numberMeant(maxAge) }),
  partitioned: (partitioned) => (partitioned ? { partitioned } : {}),
  priority: (priority) => (priority === null ? {} : { priority }),
};

const cookiePart = <Key extends CookieKey>(key: Key, cookie: CookieOptions): object =>
  cookieParts[key](cookie[key]);

/** The cookie's settings as express-session takes them; assigned, since the package's types lack 'auto'. */
export const cookieOptions = (
  cookie: CookieOptions,
  end: SessionOptions['cookieEnd'],
): ExpressCookieOptions =>
  Object.assign(
    {},
    ...inOrder(Object.keys(cookieParts) as CookieKey[], end).map((key) => cookiePart(key, cookie)),
  );
