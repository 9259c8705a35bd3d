import { createRequire } from 'node:module';
import { compileFunction, constants } from 'node:vm';
import type { Request, RequestHandler, Response } from 'express';
import { type Refused, refuse } from '../contract/errors.ts';
import { reloadEarly, saveEarly, work } from './work.ts';

export type Compiled = { ok: true; handler: RequestHandler } | Refused;

type Handler = (req: Request, res: Response, next: (error?: unknown) => void) => unknown;

/** The name under which a typed-in handler stands in stacks. */
const filename = 'handler.js';

/** What the built-in routes use too, so that one of them can be copied and changed. */
const scope = { work, reloadEarly, saveEarly };

const at = 'handler';

/**
 * Makes a request handler of the source of a function: `(req, res, next) => { … }`. Beside the globals it sees
 * `scope` and `require`. To be called in the lab's worker only.
 */
export function compileHandler(source: string): Compiled {
  let made: unknown;
  try {
    const make = parsed(source);
    if (make === null) return refuse('no-function', at, { found: 'nothing' });
    made = make(...Object.values(scope), createRequire(import.meta.url));
  } catch (error) {
    return refusalOf(error, textOf(source));
  }
  if (!isHandler(made)) return refuse('no-function', at, { found: kindOf(made) });
  if (made.length > 3) return refuse('too-many-parameters', at, { found: made.length });
  const handler = made;
  return { ok: true, handler: (req, res, next) => handler(req, res, next) };
}

/** What is wrong with how a handler is written; null where that can be made out only by running it. Nothing is run. */
export function syntaxRefusal(source: string): Refused | null {
  try {
    return parsed(source) === null ? refuse('no-function', at, { found: 'nothing' }) : null;
  } catch (error) {
    return refusalOf(error, textOf(source));
  }
}

const textOf = (source: string): string => source.trimEnd().replace(/;$/, '');

/** Gives the handler when it is called; null where there is nothing. Throws what V8 says of how it is written. */
function parsed(source: string) {
  const text = textOf(source);
  if (text.trim() === '') return null;
  // On lines of their own, so that a comment in the last line ends, and every column stays as it was typed.
  return compileFunction(`return (\n${text}\n);`, [...Object.keys(scope), 'require'], {
    filename,
    lineOffset: -1,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
}

const isHandler = (value: unknown): value is Handler => typeof value === 'function';

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** V8 tells the place of a syntax error in the stack only: `handler.js:2`, the line itself, and a caret below it. */
function refusalOf(error: unknown, text: string): Refused {
  if (!(error instanceof Error)) return refuse('handler-threw', at, { error: null, message: String(error) });
  const { name, message } = error;
  if (!(error instanceof SyntaxError)) return refuse('handler-threw', at, { error: name, message });
  const [place = '', , carets = ''] = (error.stack ?? '').split('\n');
  const line = Number(/^handler\.js:(\d+)/.exec(place)?.[1] ?? 0);
  const lines = text.split('\n');
  if (line < 1) return refuse('library-said', at, { message });
  if (line > lines.length) {
    const last = lines.at(-1) ?? '';
    return refuse('handler-unfinished', at, { line: lines.length, column: last.length + 1 });
  }
  return refuse('handler-syntax', at, { line, column: Math.max(0, carets.indexOf('^')) + 1, message });
}
