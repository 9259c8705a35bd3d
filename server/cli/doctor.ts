import { problemLine } from '../contract/input/problems.ts';
import { examine } from '../doctor/examine.ts';
import { parseOptionSet } from '../doctor/parse-option-set.ts';
import { questionsAbout } from '../doctor/questions.ts';
import { reviewText } from '../doctor/review-text.ts';
import { BadInput, type ExitCode, type Io } from './output.ts';
import { readBounded } from './read-bounded.ts';

export type DoctorOptions = { file: string; json: boolean; io: Io };

/** Tells the hazards in an option set. */
export async function doctor({ file, json, io }: DoctorOptions): Promise<ExitCode> {
  const parsed = parseOptionSet(await readBounded(file, 'an options'));
  if (!parsed.ok) {
    throw new BadInput(parsed.problems.map((problem) => `${file}: ${problemLine(problem)}`).join('\n'));
  }
  const subject = { ...parsed, now: Date.now() };
  const { context } = parsed;
  const findings = examine(subject);
  const questions = questionsAbout(subject);
  if (json) io.out(`${JSON.stringify({ findings, context, questions })}\n`);
  else io.out(`${reviewText(findings, context, questions)}\n`);
  return findings.length === 0 ? 0 : 1;
}
