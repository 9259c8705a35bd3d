import { type Problem, problem } from '../contract/errors.ts';
import { messageOf } from '../contract/message-of.ts';
import { readFileBounded } from '../scenarios/read/read-file.ts';
import { ProblemError, problemError } from '../words/problems.ts';

/** The text of a file of at most 1 MB. `what` is expected in it: "a scenario". Throws ProblemError about why it cannot be read. */
export async function readBounded(
  file: string,
  what: string,
  missing: Problem = problem('no-such-file', '', {}),
): Promise<string> {
  try {
    const read = await readFileBounded(file, 1024 * 1024, what);
    if (!read.ok) throw new ProblemError(read.problems, file);
    return read.bytes.toString();
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new ProblemError([missing], file);
    if (code === 'EISDIR') throw problemError('is-folder', '', { what }, file);
    throw problemError('unreadable', '', { message: messageOf(error) }, file);
  }
}
