import { examine } from '../doctor/examine.ts';
import { parseOptionSet } from '../doctor/parse-option-set.ts';
import { questionsAbout } from '../doctor/questions.ts';
import { reviewText } from '../doctor/review-text.ts';
import { ProblemError, problemError } from '../words/problems.ts';
import type { ExitCode, Io } from './output.ts';
import { readBounded } from './read-bounded.ts';

export type DoctorOptions = { file: string; json: boolean; io: Io };

const mostBytes = 1024 * 1024;

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    chunks.push(Buffer.from(chunk));
    bytes += chunks.at(-1)?.length ?? 0;
    if (bytes > mostBytes) throw problemError('file-too-large', '', { what: 'an options' }, '-');
  }
  return Buffer.concat(chunks).toString();
}

/** Tells the hazards in an option set. */
export async function doctor({ file, json, io }: DoctorOptions): Promise<ExitCode> {
  const parsed = parseOptionSet(await (file === '-' ? readStdin() : readBounded(file, 'an options')));
  if (!parsed.ok) throw new ProblemError(parsed.problems, file);
  const subject = { ...parsed, now: Date.now() };
  const { context, unread = [] } = parsed;
  const findings = examine(subject);
  const questions = questionsAbout(subject);
  if (json) io.out(`${JSON.stringify({ findings, context, questions, unread })}\n`);
  else io.out(`${reviewText(findings, context, questions, unread)}\n`);
  return findings.length === 0 ? 0 : 1;
}
