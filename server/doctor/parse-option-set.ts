import { type DoctorContext, doctorContextSchema } from '../contract/doctor/doctor-context.ts';
import type { Result } from '../contract/errors.ts';
import { readJson } from '../contract/input/json-text.ts';
import { problemsOf } from '../contract/input/problems.ts';
import { type SessionOptions, sessionOptionsSchema } from '../contract/options/options.ts';
import { sessionRows } from '../contract/options/session-option-rows.ts';

/** Session options as a file gives them, with what is to be known of the app. A secret may stay out of the file. */
const optionSetSchema = sessionOptionsSchema.extend({
  secret: sessionRows.secret.schema.default([]),
  context: doctorContextSchema.prefault({}),
});

export type ParsedOptionSet = Result<{ options: SessionOptions; context: DoctorContext }>;

/** Reads an option set from a file's text. What is wrong is said by its path inside the file. */
export function parseOptionSet(text: string): ParsedOptionSet {
  const json = readJson(text.replace(/^\uFEFF/, ''));
  if (!json.ok) return json;
  const parsed = optionSetSchema.safeParse(json.value);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error, optionSetSchema, json.value) };
  const { context, ...options } = parsed.data;
  return { ok: true, options, context };
}
