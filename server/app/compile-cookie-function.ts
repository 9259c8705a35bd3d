import type { Request } from 'express';
import type { Refused } from '../contract/errors.ts';
import { cookieRows } from '../contract/options/cookie-option-rows.ts';
import { ProblemError, problemError } from '../words/problems.ts';
import { evaluated, kindOf, syntaxRefusal, type Typed } from './compile-handler.ts';

/** Told once a request what express-session makes nothing of, in words. */
export type OnIgnored = (words: string, req: Request) => void;

const at = 'options.cookieFunction';
const typed: Typed = { filename: 'cookie.js', at, scope: {} };

/** What is wrong with how it is written; null where that can be made out only by running it. Nothing is run. */
export const cookieFunctionRefusal = (source: string): Refused | null => syntaxRefusal(source, typed);

/**
 * Makes express-session's `cookie` of the source of a function. What it gives is passed on as it is. To be called in a lab's
 * or a race's worker only; throws ProblemError where it is no function.
 */
export function compileCookieFunction(source: string, onIgnored?: OnIgnored): (req: Request) => unknown {
  const made = evaluated(source, typed);
  if (!made.ok) throw new ProblemError(made.problems);
  const { value } = made;
  if (!isFunction(value)) throw problemError('no-cookie-function', at, { found: kindOf(value) });
  const seen = new WeakSet<Request>();
  return (req) => {
    const given: unknown = value(req);
    if (onIgnored !== undefined && !seen.has(req)) {
      seen.add(req);
      for (const words of ignoredOf(given)) onIgnored(words, req);
    }
    return given;
  };
}

const isFunction = (value: unknown): value is (req: Request) => unknown => typeof value === 'function';

/** Of what the function gave, what express-session 1.19 looks at nowhere or does not resolve (index.js, session/cookie.js). */
export function ignoredOf(given: unknown): string[] {
  if (given instanceof Promise)
    return [
      'The cookie function gave a promise, which express-session does not wait for: the cookie has its defaults.',
    ];
  if (typeof given !== 'object' || given === null) return [];
  const unknown = Object.keys(given).filter((key) => !known.has(key));
  return [
    ...(unknown.length > 0
      ? [`Of what the cookie function gave, express-session ignores ${unknown.join(', ')}.`]
      : []),
    ...(['secure', 'sameSite'] as const)
      .filter((key) => Reflect.get(given, key) === 'auto')
      .map(
        (key) =>
          `The cookie function gave ${key}: 'auto', which express-session resolves only in an object: ${unresolved[key]}.`,
      ),
  ];
}

const unresolved = {
  secure: 'it counts as true, also where the connection is not secure',
  sameSite: 'it cannot be written, and no cookie is sent',
};

/** `originalMaxAge` is kept as it is given. */
const known: ReadonlySet<string> = new Set([...Object.keys(cookieRows), 'originalMaxAge', 'data']);
