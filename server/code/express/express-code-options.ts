import { ownCookieFunction } from '../../contract/options/cookie-function.ts';
import { cookieRows } from '../../contract/options/cookie-option-rows.ts';
import { isBogus } from '../../contract/options/genid.ts';
import {
  type CookieKey,
  type CookieOptions,
  inOrder,
  type OptionKey,
  type SessionOptions,
} from '../../contract/options/options.ts';
import { sessionRows } from '../../contract/options/session-option-rows.ts';
import { numberMeant } from '../../contract/options/value-schemas.ts';
import { literal } from './express-code-words.ts';

/** Where an option is written: among those of session(…), on the app, or by whom the file is put together. */
type Written = { session?: string; app?: string };
/** Left to the caller, who has text of its own for it: the secret from the environment, IDs of a test. */
const elsewhere = (): Written => ({});
/** Written where it differs from express-session's default. */
const unlessDefault =
  <Key extends OptionKey>(key: Key, text: (value: SessionOptions[Key]) => Written) =>
  (value: SessionOptions[Key]): Written =>
    value === sessionRows[key].default ? {} : text(value);

/** How each option is written. An option without a row does not compile. */
const written: { [Key in OptionKey]: (value: SessionOptions[Key]) => Written } = {
  secret: elsewhere,
  resave: (resave) => ({ session: `resave: ${resave},` }),
  saveUninitialized: (saveUninitialized) => ({ session: `saveUninitialized: ${saveUninitialized},` }),
  rolling: unlessDefault('rolling', (rolling) => ({ session: `rolling: ${rolling},` })),
  unset: unlessDefault('unset', (unset) => ({ session: `unset: ${literal(unset)},` })),
  name: unlessDefault('name', (name) => ({ session: `name: ${literal(name)},` })),
  proxy: unlessDefault('proxy', (proxy) => ({ session: `proxy: ${proxy},` })),
  genid: elsewhere,
  trustProxy: unlessDefault('trustProxy', (trusted) => ({
    app: `app.set('trust proxy', ${literal(trusted)});`,
  })),
  // The cookie's own lines are written in its form.
  cookieForm: elsewhere,
  cookieFunction: elsewhere,
  cookieEnd: elsewhere,
};

const writtenOf = <Key extends OptionKey>(key: Key, options: SessionOptions): Written =>
  written[key](options[key]);
const linesOf = (options: SessionOptions, part: keyof Written): string[] =>
  (Object.keys(written) as OptionKey[]).flatMap((key) => writtenOf(key, options)[part] ?? []);

/** The options that shape every app, and those that are not express-session's default; the secret is left to the caller. */
export const sessionLines = (options: SessionOptions): string[] => linesOf(options, 'session');

/** What is set on the app itself. */
export const appLines = (options: SessionOptions): string[] => linesOf(options, 'app');

const cookieTexts: { [Key in CookieKey]: (value: CookieOptions[Key]) => string } = {
  path: literal,
  domain: literal,
  httpOnly: literal,
  secure: literal,
  sameSite: literal,
  expires: (expires) => {
    const meant = numberMeant(expires);
    return typeof meant === 'string' && meant !== '' ? `new Date(${literal(meant)})` : literal(meant);
  },
  maxAge: (maxAge) => literal(numberMeant(maxAge)),
  partitioned: literal,
  priority: literal,
};

/** express-session stores it only where it is given, as the lab gives it. */
const isStoredAlways = (key: CookieKey): boolean => key === 'secure';

const cookieLine = <Key extends CookieKey>(key: Key, cookie: CookieOptions): string[] =>
  cookie[key] === cookieRows[key].default && !isStoredAlways(key)
    ? []
    : [`  ${key}: ${cookieTexts[key](cookie[key])},`];

export function cookieLines(options: SessionOptions): string[] {
  const own = ownCookieFunction(options);
  if (own !== null) return ['cookie: (', ...own.trim().replace(/;$/, '').split('\n'), '),'];
  const { cookie, cookieForm, cookieEnd } = options;
  const keys = inOrder(Object.keys(cookieTexts) as CookieKey[], cookieEnd);
  const lines = keys.flatMap((key) => cookieLine(key, cookie));
  if (lines.length === 0 && cookieForm === 'static') return [];
  return cookieForm === 'static' ? ['cookie: {', ...lines, '},'] : ['cookie: () => ({', ...lines, '}),'];
}

/** Whether the types of express-session have all values; it takes more than they do. */
export const isTyped = ({ secret, genid, cookie }: SessionOptions): boolean =>
  secret !== null &&
  !isBogus(genid) &&
  cookie.path !== null &&
  (cookie.maxAge === null || typeof numberMeant(cookie.maxAge) === 'number') &&
  (cookie.expires === null || typeof numberMeant(cookie.expires) === 'string') &&
  (typeof cookie.sameSite === 'boolean' || ['lax', 'strict', 'none'].includes(cookie.sameSite ?? '')) &&
  (cookie.priority === null || ['low', 'medium', 'high'].includes(cookie.priority));
