import { doctorContextSchema } from '../contract/doctor/doctor-context.ts';
import { readJson } from '../contract/input/json-text.ts';
import { type InputProblem, problemsOf } from '../contract/input/problems.ts';
import { sessionRows } from '../contract/options/session-option-rows.ts';
import { isRecord, readOptions } from './read-options.ts';
import type { Subject } from './rule.ts';

export type ParsedOptionSet = ({ ok: true } & Omit<Subject, 'now'>) | { ok: false; problems: InputProblem[] };

/** Reads an option set from a file's text. What is wrong is said by its path inside the file. */
export function parseOptionSet(text: string): ParsedOptionSet {
  const json = readJson(text.replace(/^\uFEFF/, ''));
  return json.ok ? readOptionSet(json.value) : refused('', json.message);
}

/** The file's own words are checked: what is known of the app, and what stands for code. The rest is as people have it. */
function readOptionSet(value: unknown): ParsedOptionSet {
  if (!isRecord(value))
    return refused('', `expected object, found ${Array.isArray(value) ? 'array' : typeof value}`);
  const { context = {}, ...raw } = value;
  const parsed = doctorContextSchema.safeParse(context, { reportInput: true });
  const problems = parsed.success ? [] : problemsOf(parsed.error, doctorContextSchema, 'context');
  for (const key of ['genid', 'cookieForm'] as const) {
    const { schema } = sessionRows[key];
    const own = schema.optional().safeParse(raw[key], { reportInput: true });
    if (!own.success) problems.push(...problemsOf(own.error, schema, key));
  }
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  return { ok: true, context: parsed.data, ...readOptions(raw) };
}

const refused = (at: string, message: string): ParsedOptionSet => ({
  ok: false,
  problems: [{ at, message }],
});
