import { z } from 'zod';
import { cookieFunctionRefusal } from '../app/compile-cookie-function.ts';
import { doctorContextSchema } from '../contract/doctor/doctor-context.ts';
import { problem, type Result, refuse } from '../contract/errors.ts';
import { readJson } from '../contract/input/json-text.ts';
import { problemsOf } from '../contract/input/problems.ts';
import { cookieFunctionSchema, withFunctionForm } from '../contract/options/cookie-function.ts';
import { isLookedAt } from '../contract/options/misplaced.ts';
import { sessionRows } from '../contract/options/session-option-rows.ts';
import { isStrange, noGenid, noSecret, noStore } from './given.ts';
import { type ReadCode, readCode } from './read-code.ts';
import { isRecord, notSaid, readOptions } from './read-options.ts';
import type { Subject } from './rule.ts';
import { storeIn } from './store-in-code.ts';

export type ParsedOptionSet = Result<Omit<Subject, 'now'>>;

/**
 * Reads an option set from a file's text: JSON, or code, of which nothing is run. What is wrong is said by its path
 * inside the file.
 */
export function parseOptionSet(text: string): ParsedOptionSet {
  const bare = text.replace(/^\uFEFF/, '');
  const json = readJson(bare);
  if (json.ok) return readOptionSet(json.value);
  const code = codeIn(bare) ?? codeAmongWords(bare);
  if (code === null) {
    const [, other] =
      /\b(cookieSession|cookie-session|client-sessions|iron-session|fastifySession)\b/.exec(bare) ?? [];
    if (other !== undefined) return refuse('other-session-package', '', { name: other });
    if (yaml.test(bare)) return refuse('options-as-yaml', '', {});
    return { ok: false, problems: [...json.problems, problem('nor-options-in-code', '', {})] };
  }
  if (code.commaMissingBefore !== null) return refuse('comma-missing', '', { key: code.commaMissingBefore });
  if (code.calls.length > 1) return refuse('several-sessions', '', { lines: code.calls.map(String) });
  return code.isFaultyJson ? json : readOptionsInCode(code);
}

/** What stands fenced in a question or an answer; the first that has options. */
function codeAmongWords(text: string): ReadCode | null {
  for (const [, fenced = ''] of text.matchAll(/^```[\w-]*\n([\s\S]*?)^```/gm)) {
    const code = codeIn(fenced);
    if (code !== null) return code;
  }
  return null;
}

/** An option on a line of its own, and no bracket around it. */
const yaml = /^[ \t]*(?:secret|resave|saveUninitialized|rolling|cookie):(?:[ \t][^{}\n]*)?$/m;

function codeIn(text: string): ReadCode | null {
  try {
    return readCode(text);
  } catch {
    // acorn's message tells less than that of the JSON that it is not either.
    return null;
  }
}

/** In code trust proxy is told to Express, and a store that is not given is express-session's own. */
function readOptionsInCode(code: ReadCode): ParsedOptionSet {
  const { store: literalStore, genid, trustProxy, ...literal } = code.value;
  // A kind of genid by its name is this app's own word; what session() is called with is as it stands.
  const isNoGenid = code.isCall && Boolean(genid) && genid !== notSaid;
  const value: Record<string, unknown> = {
    ...literal,
    ...(genid === undefined || isNoGenid ? {} : { genid }),
    ...functionIn(code),
    ...(trustProxy === undefined ? {} : { [code.isCall ? 'trust proxy' : 'trustProxy']: trustProxy }),
  };
  const parsed = readOptionSet(
    { ...value, ...(code.trustProxy === undefined ? {} : { trustProxy: code.trustProxy }) },
    { inCode: true },
  );
  if (!parsed.ok) return parsed;
  const isComplete = code.isCall && !code.hasSpread;
  const given = [
    ...(parsed.given ?? []),
    ...noStore(literalStore),
    ...(isNoGenid ? noGenid(genid) : []),
    ...(isComplete && !code.hasCookieParser && value['secret'] === undefined ? [noSecret] : []),
  ];
  const { context, unread = [] } = parsed;
  const isDefault = code.store === null && isComplete;
  const store = context.store ?? (isDefault ? 'memory' : storeIn(code.store ?? ''));
  const missing = Object.keys(sessionRows).filter((key) => !Object.hasOwn(value, key));
  const spread = code.hasSpread ? [...missing, 'cookie'] : [];
  return {
    ...parsed,
    given,
    context: { ...context, store },
    unread: [...unread, ...code.changed, ...spread],
  };
}

/** A cookie function that is whole as it stands there; one in TypeScript is not, and is left as not said. */
function functionIn({ cookie }: ReadCode): object {
  const { data: cookieFunction } = cookieFunctionSchema.safeParse(cookie);
  if (cookieFunction === undefined || cookieFunctionRefusal(cookieFunction) !== null) return {};
  return { cookieForm: 'function', cookieFunction };
}

/** Whether a key is none of session()'s, so that what is under it may be. */
const isFarOff = (key: string): boolean => !isLookedAt(key, 'session');
const hasOptions = (value: unknown): boolean =>
  isRecord(value) && Object.keys(value).some((key) => isLookedAt(key, 'session'));

/** The file's own words are checked: what is known of the app, and what stands for code. The rest is as people have it. */
function readOptionSet(value: unknown, where = { inCode: false }): ParsedOptionSet {
  if (!isRecord(value)) {
    return refuse('wrong-type', '', { expected: 'object', found: z.core.util.parsedType(value) });
  }
  // `$schema` is for editors.
  const { context = {}, $schema: _, ...written } = value;
  // A function in code is no text.
  const raw = where.inCode ? written : withFunctionForm(written);
  const parsed = doctorContextSchema.safeParse(context);
  const problems = parsed.success ? [] : problemsOf(parsed.error, doctorContextSchema, context, 'context');
  for (const key of ['genid', 'cookieForm', 'cookieFunction'] as const) {
    const { schema } = sessionRows[key];
    if (!raw[key] || raw[key] === notSaid) continue;
    const own = schema.safeParse(raw[key]);
    if (!own.success) problems.push(...problemsOf(own.error, schema, raw[key], key));
  }
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  const keys = Object.keys(raw);
  const inside = keys.length > 0 && keys.every(isFarOff) ? keys.filter((key) => hasOptions(raw[key])) : [];
  const [only] = inside;
  if (inside.length === 1 && only !== undefined && isRecord(raw[only])) {
    return { ok: true, context: parsed.data, ...readOptions(raw[only], where) };
  }
  if (keys.length > 0 && keys.every(isStrange)) {
    return refuse('no-session-option', '', { keys: keys.slice(0, 3) });
  }
  return { ok: true, context: parsed.data, ...readOptions(raw, where) };
}
