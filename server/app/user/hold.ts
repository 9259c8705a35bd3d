import { isAbsolute } from 'node:path';

/**
 * What is to be held, as it was given: `pg:Client.query`, `./db.js:*`. `module`: a package as the app would ask for it, or
 * the absolute path of a file. `name`: `query`, `Client.query` for a method, `default`, `*` for every function.
 */
export type Hold = { given: string; module: string; name: string };

/** Names that can be written in code. */
const namePattern = /^(?:\*|[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.[\p{ID_Start}$_][\p{ID_Continue}$]*)?)$/u;

/** Null for what is none. The path of a file is left as it was given. */
export function readHold(given: string): Hold | null {
  // The last one: a path of Windows has one of its own.
  const colon = given.lastIndexOf(':');
  const [module, name] = [given.slice(0, colon), given.slice(colon + 1)];
  return colon > 0 && namePattern.test(name) ? { given, module, name } : null;
}

export const isFile = ({ module }: Hold): boolean => /^\.{1,2}(?:[/\\]|$)/.test(module) || isAbsolute(module);

/** A name as a step has it: no dot is in it, for one stands between a request and its step. */
export const stepNameOf = (name: string): string => name.replaceAll('.', '#');
