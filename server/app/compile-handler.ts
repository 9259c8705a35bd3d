import { createRequire } from 'node:module';
import { compileFunction, constants } from 'node:vm';
import type { Request, RequestHandler, Response } from 'express';
import { type Refused, type Result, refuse } from '../contract/errors.ts';
import { reloadEarly, saveEarly, work } from './work.ts';

export type Compiled = { ok: true; handler: RequestHandler } | Refused;

type Handler = (req: Request, res: Response, next: (error?: unknown) => void) => unknown;

/** Code that was typed in: the name under which it stands in stacks, where it stands in what is refused, what it sees beside the globals. */
export type Typed = { filename: string; at: string; scope: Readonly<Record<string, unknown>> };

/** What the built-in routes use too, so that one of them can be copied and changed. */
const ofHandler: Typed = { filename: 'handler.js', at: 'handler', scope: { work, reloadEarly, saveEarly } };

/**
 * Makes a request handler of the source of a function: `(req, res, next) => { … }`. Beside the globals it sees
 * `work`, `reloadEarly`, `saveEarly` and `require`. To be called in the lab's worker only.
 */
export function compileHandler(source: string): Compiled {
  const made = evaluated(source, ofHandler);
  if (!made.ok) return made;
  if (!isHandler(made.value)) return refuse('no-function', ofHandler.at, { found: kindOf(made.value) });
  if (made.value.length > 3) return refuse('too-many-parameters', ofHandler.at, { found: made.value.length });
  const handler = made.value;
  return { ok: true, handler: (req, res, next) => handler(req, res, next) };
}

/** What the source of an expression comes to; it is run for that. */
export function evaluated(source: string, typed: Typed): Result<{ value: unknown }> {
  try {
    const make = parsed(source, typed);
    if (make === null) return refuse('no-function', typed.at, { found: 'nothing' });
    return { ok: true, value: make(...Object.values(typed.scope), createRequire(import.meta.url)) };
  } catch (error) {
    return refusalOf(error, textOf(source), typed);
  }
}

/** What is wrong with how a function is written; null where that can be made out only by running it. Nothing is run. */
export function syntaxRefusal(source: string, typed: Typed = ofHandler): Refused | null {
  try {
    return parsed(source, typed) === null ? refuse('no-function', typed.at, { found: 'nothing' }) : null;
  } catch (error) {
    return refusalOf(error, textOf(source), typed);
  }
}

const textOf = (source: string): string => source.trimEnd().replace(/;$/, '');

/** Gives what the source comes to when it is called; null where there is nothing. Throws what V8 says of how it is written. */
function parsed(source: string, { filename, scope }: Typed) {
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

export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** V8 tells the place of a syntax error in the stack only: its file and line, the line itself, and a caret below it. */
function refusalOf(error: unknown, text: string, { filename, at }: Typed): Refused {
  if (!(error instanceof Error)) return refuse('handler-threw', at, { error: null, message: String(error) });
  const { name, message } = error;
  if (!(error instanceof SyntaxError)) return refuse('handler-threw', at, { error: name, message });
  const [place = '', , carets = ''] = (error.stack ?? '').split('\n');
  const line = place.startsWith(`${filename}:`) ? Number.parseInt(place.slice(filename.length + 1), 10) : 0;
  const lines = text.split('\n');
  if (line < 1) return refuse('library-said', at, { message });
  if (line > lines.length) {
    const last = lines.at(-1) ?? '';
    return refuse('handler-unfinished', at, { line: lines.length, column: last.length + 1 });
  }
  return refuse('handler-syntax', at, { line, column: Math.max(0, carets.indexOf('^')) + 1, message });
}
