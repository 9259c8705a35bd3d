import { examine } from '../doctor/examine.ts';
import { parseOptionSet } from '../doctor/parse-option-set.ts';
import { reviewText } from '../doctor/review-text.ts';
import { ProblemError } from '../words/problems.ts';
import type { ExitCode, Io } from './output.ts';
import { readBounded } from './read-bounded.ts';

export type DoctorOptions = { file: string; json: boolean; io: Io };

/** Tells the hazards in an option set. */
export async function doctor({ file, json, io }: DoctorOptions): Promise<ExitCode> {
  const parsed = parseOptionSet(await readBounded(file, 'an options'));
  if (!parsed.ok) throw new ProblemError(parsed.problems, file);
  const { options, context } = parsed;
  const findings = examine({ options, context, now: Date.now() });
  if (json) io.out(`${JSON.stringify({ findings, context })}\n`);
  else io.out(`${reviewText(findings, context)}\n`);
  return findings.length === 0 ? 0 : 1;
}
