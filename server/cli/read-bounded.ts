import { readFile, stat } from 'node:fs/promises';
import { type Problem, problem } from '../contract/errors.ts';
import { messageOf } from '../contract/message-of.ts';
import { ProblemError, problemError } from '../words/problems.ts';

/** The text of a file of at most 1 MB. `what` is expected in it: "a scenario". Throws ProblemError about why it cannot be read. */
export async function readBounded(
  file: string,
  what: string,
  missing: Problem = problem('no-such-file', '', {}),
): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > 1024 * 1024) throw problemError('file-too-large', '', { what }, file);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new ProblemError([missing], file);
    if (code === 'EISDIR') throw problemError('is-folder', '', { what }, file);
    throw problemError('unreadable', '', { message: messageOf(error) }, file);
  }
}
