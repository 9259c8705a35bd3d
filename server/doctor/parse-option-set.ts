import { doctorContextSchema } from '../contract/doctor/doctor-context.ts';
import { readJson } from '../contract/input/json-text.ts';
import { type InputProblem, problemsOf } from '../contract/input/problems.ts';
import { sessionRows } from '../contract/options/session-option-rows.ts';
import { isStrange } from './given.ts';
import { type ReadCode, readCode } from './read-code.ts';
import { isRecord, notSaid, readOptions } from './read-options.ts';
import type { Subject } from './rule.ts';
import { storeIn } from './store-in-code.ts';

export type ParsedOptionSet = ({ ok: true } & Omit<Subject, 'now'>) | { ok: false; problems: InputProblem[] };

const taken =
  'expected options as JSON, with comments if need be, an object as it stands in code, or a file with session({ … })';

/**
 * Reads an option set from a file's text: JSON, or code, of which nothing is run. What is wrong is said by its path
 * inside the file.
 */
export function parseOptionSet(text: string): ParsedOptionSet {
  const bare = text.replace(/^\uFEFF/, '');
  const json = readJson(bare);
  if (json.ok) return readOptionSet(json.value);
  const code = codeIn(bare);
  if (code === null) return refused('', `${json.message}; ${taken}`);
  if (code.isFaultyJson) return refused('', json.message);
  return readOptionsInCode(code);
}

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
  const { store: _, trustProxy, ...literal } = code.value;
  const value: Record<string, unknown> = {
    ...literal,
    ...(trustProxy === undefined ? {} : { [code.isCall ? 'trust proxy' : 'trustProxy']: trustProxy }),
  };
  const parsed = readOptionSet({
    ...value,
    ...(code.trustProxy === undefined ? {} : { trustProxy: code.trustProxy }),
  });
  if (!parsed.ok) return parsed;
  const { context, unread = [] } = parsed;
  const isDefault = code.store === null && code.isCall && !code.hasSpread;
  const store = context.store ?? (isDefault ? 'memory' : storeIn(code.store ?? ''));
  const missing = Object.keys(sessionRows).filter((key) => !Object.hasOwn(value, key));
  const spread = code.hasSpread ? [...missing, 'cookie'] : [];
  return { ...parsed, context: { ...context, store }, unread: [...unread, ...code.changed, ...spread] };
}

/** The file's own words are checked: what is known of the app, and what stands for code. The rest is as people have it. */
function readOptionSet(value: unknown): ParsedOptionSet {
  if (!isRecord(value)) {
    return refused('', `expected object, found ${Array.isArray(value) ? 'array' : typeof value}`);
  }
  const { context = {}, ...raw } = value;
  const parsed = doctorContextSchema.safeParse(context, { reportInput: true });
  const problems = parsed.success ? [] : problemsOf(parsed.error, doctorContextSchema, 'context');
  for (const key of ['genid', 'cookieForm'] as const) {
    const { schema } = sessionRows[key];
    if (raw[key] === undefined || raw[key] === notSaid) continue;
    const own = schema.safeParse(raw[key], { reportInput: true });
    if (!own.success) problems.push(...problemsOf(own.error, schema, key));
  }
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.every(isStrange)) {
    return refused('', `none of its keys is a session option (${keys.slice(0, 3).join(', ')}); ${taken}`);
  }
  return { ok: true, context: parsed.data, ...readOptions(raw) };
}

const refused = (at: string, message: string): ParsedOptionSet => ({
  ok: false,
  problems: [{ at, message }],
});
