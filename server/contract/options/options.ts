import { z } from 'zod';
import { keyHomes } from '../input/key-homes.ts';
import { withFunctionForm } from './cookie-function.ts';
import { cookieRows } from './cookie-option-rows.ts';
import { type OptionLevel, placeOf } from './misplaced.ts';
import { type OptionRow, withDefaults } from './option-row.ts';
import { sessionRows } from './session-option-rows.ts';

const placesAt = (level: OptionLevel) => ({ placeOf: (key: string) => placeOf(key, level) });

const cookieSchema = z.strictObject(withDefaults(cookieRows)).register(keyHomes, placesAt('cookie'));

const everyOption = z
  .strictObject({ ...withDefaults(sessionRows), cookie: cookieSchema.prefault({}) })
  .register(keyHomes, placesAt('session'));

type Given = Omit<z.input<typeof everyOption>, 'cookie'> & {
  /** The old name of `name`, which counts where there is no name. */
  key?: z.input<typeof everyOption>['name'];
  /** The source of a function is one that is to be used. */
  cookie?: z.input<typeof cookieSchema> | string | string[] | false | null;
};

/** Session options as a file or a form gives them; what is left out is express-session's default. */
export const sessionOptionsSchema = z.preprocess<unknown, typeof everyOption, Given>(asRead, everyOption);

export type SessionOptions = z.infer<typeof everyOption>;
export type CookieOptions = SessionOptions['cookie'];
/** The options by the key that they have in a file, but for the cookie's, which stand in `cookie`. */
export type OptionKey = keyof typeof sessionRows;
export type CookieKey = keyof typeof cookieRows;

/** What express-session reads out of where and in which order keys stand (index.js, session/cookie.js), as options of their own. */
function asRead(given: unknown): unknown {
  if (!isRecord(given)) return given;
  const { key, cookie, ...others } = withFunctionForm(given);
  const name = Object.hasOwn(given, 'key') ? { name: given['name'] || key } : {};
  if (!cookie) return { ...others, ...name };
  return { ...endOf(cookie), ...others, ...name, cookie };
}

/** Of maxAge and expires, Cookie follows the one that comes last. */
export function endOf(cookie: unknown): { cookieEnd?: SessionOptions['cookieEnd'] } {
  if (!isRecord(cookie)) return {};
  const [, last] = Object.keys(cookie).filter((key) => isEnd(key) && (cookie[key] ?? null) !== null);
  return last !== undefined && isEnd(last) ? { cookieEnd: last } : {};
}

/** Cookie settings in the order in which they are written: express-session follows the end that comes last. */
export const inOrder = (keys: readonly CookieKey[], end: SessionOptions['cookieEnd']): CookieKey[] => [
  ...keys.filter((key) => key !== end),
  end,
];

const isEnd = (key: string): key is 'maxAge' | 'expires' => key === 'maxAge' || key === 'expires';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const defaultSessionOptions = (): SessionOptions => sessionOptionsSchema.parse({});

/** The catalogue by path (`resave`, `cookie.maxAge`, `trustProxy`), in the order in which it is shown. */
export const optionCatalogue: ReadonlyArray<{ path: string; row: OptionRow }> = [
  ...Object.entries(sessionRows).map(([path, row]) => ({ path, row })),
  ...Object.entries(cookieRows).map(([key, row]) => ({ path: `cookie.${key}`, row })),
];
