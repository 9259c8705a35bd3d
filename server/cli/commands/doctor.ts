import { type Severity, severities } from '../../contract/doctor/doctor.ts';
import { examine } from '../../doctor/examine.ts';
import { parseOptionSet } from '../../doctor/parse-option-set.ts';
import { questionsAbout } from '../../doctor/questions.ts';
import { reviewText } from '../../doctor/review-text.ts';
import { ProblemError } from '../../words/problems.ts';
import { explainTakes } from '../input/explain-takes.ts';
import { readGiven } from '../input/read-bounded.ts';
import type { ExitCode, Io } from '../process/output.ts';

/** `failOn`: the least severity that is worth an exit code of 1. */
export type DoctorOptions = { file: string; json: boolean; failOn?: Severity; io: Io };

/** Tells the hazards in an option set. */
export async function doctor({ file, json, failOn = 'note', io }: DoctorOptions): Promise<ExitCode> {
  const text = await readGiven(file, 'an options');
  const parsed = parseOptionSet(text);
  const other = explainTakes(text, ['options']);
  // As an object, a scenario could be options of which all are ignored; a header may stand in a comment of code.
  if (!parsed.ok || (other.length > 0 && text.trimStart().startsWith('{'))) {
    throw new ProblemError(other.length > 0 || parsed.ok ? other : parsed.problems, file);
  }
  const subject = { ...parsed, now: Date.now() };
  const { context, unread = [] } = parsed;
  const findings = examine(subject);
  const questions = questionsAbout(subject);
  if (json) io.out(`${JSON.stringify({ findings, context, questions, unread })}\n`);
  else io.out(`${reviewText(findings, context, questions, unread)}\n`);
  const grave = severities.slice(0, severities.indexOf(failOn) + 1);
  return findings.some(({ severity }) => grave.includes(severity)) ? 1 : 0;
}
