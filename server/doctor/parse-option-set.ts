import { type DoctorContext, doctorContextSchema } from '../contract/doctor/doctor-context.ts';
import { readJson } from '../contract/input/json-text.ts';
import { type InputProblem, problemsOf } from '../contract/input/problems.ts';
import { type SessionOptions, sessionOptionsSchema } from '../contract/options/options.ts';
import { sessionRows } from '../contract/options/session-option-rows.ts';

/** Session options as a file gives them, with what is to be known of the app. A secret may stay out of the file. */
const optionSetSchema = sessionOptionsSchema.extend({
  secret: sessionRows.secret.schema.default([]),
  context: doctorContextSchema.prefault({}),
});

export type ParsedOptionSet =
  | { ok: true; options: SessionOptions; context: DoctorContext }
  | { ok: false; problems: InputProblem[] };

/** Reads an option set from a file's text. What is wrong is said by its path inside the file. */
export function parseOptionSet(text: string): ParsedOptionSet {
  const json = readJson(text.replace(/^\uFEFF/, ''));
  if (!json.ok) return { ok: false, problems: [{ at: '', message: json.message }] };
  const parsed = optionSetSchema.safeParse(json.value, { reportInput: true });
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error, optionSetSchema) };
  const { context, ...options } = parsed.data;
  return { ok: true, options, context };
}
