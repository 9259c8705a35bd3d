import { z } from 'zod';
import { mostHandlerBytes } from '../scenario/own-handler.ts';

/** How the source of a function begins; whether it is one is seen where it is run. */
const functionStart =
  /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:async\s*)?(?:function\b|\(|[A-Za-z_$][\w$]*\s*=>)/;

const error =
  'expected the source of a function, such as "(req) => ({ secure: req.secure })", as a text or as a list of its lines; null for none';

/** Source of express-session's `cookie` as a function of the request. JSON has no texts of several lines, so it may be a list of them. */
export const cookieFunctionSchema = z
  .union([z.string(), z.array(z.string())], { error })
  .transform((source) => (typeof source === 'string' ? source : source.join('\n')))
  .pipe(
    z
      .string()
      .refine((source) => functionStart.test(source), error)
      .refine(
        (source) => new TextEncoder().encode(source).length <= mostHandlerBytes,
        `expected at most ${mostHandlerBytes} bytes of code`,
      ),
  );

type Given = { cookieForm: 'static' | 'function'; cookieFunction: string | null };

/** The function that gives the cookie's settings; null where the options do. */
export const ownCookieFunction = ({ cookieForm, cookieFunction }: Given): string | null =>
  cookieForm === 'function' ? cookieFunction : null;

/** Whether other options bring code with them, which only a lab that begins with it runs. */
export const hasOtherCode = (before: Given, after: Given): boolean =>
  after.cookieFunction !== null && after.cookieFunction !== before.cookieFunction;

/** What stands in the options under these keys, as whoever writes it means it: a function that is given is to be used. */
export function withFunctionForm(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isSource = (value: unknown) =>
    typeof value === 'string'
      ? value !== ''
      : Array.isArray(value) && value.every((line) => typeof line === 'string') && value.length > 0;
  const { cookie, ...others } = given;
  const named = isSource(cookie) ? { cookieFunction: cookie, ...others } : { ...given };
  return isSource(named['cookieFunction']) ? { cookieForm: 'function', ...named } : named;
}
