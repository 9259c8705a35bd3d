import { type Problem, problem } from '../../contract/errors.ts';
import { messageOf } from '../../contract/message-of.ts';
import { readFileBounded } from '../../scenarios/read/read-file.ts';
import { ProblemError, problemError } from '../../words/problems.ts';

const megabyte = 1024 * 1024;

type Bounds = { missing?: Problem; megabytes?: number };

/**
 * The text of a file of at most 1 MB, or so many. `what` is expected in it: "a scenario". Throws ProblemError about why it
 * cannot be read.
 */
export async function readBounded(
  file: string,
  what: string,
  { missing = problem('no-such-file', '', {}), megabytes = 1 }: Bounds = {},
): Promise<string> {
  try {
    const read = await readFileBounded(file, megabytes * megabyte, what);
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

/** The same of a file, or of stdin where it is called `-`. */
export const readGiven = (file: string, what: string, bounds: Bounds = {}): Promise<string> =>
  file === '-' ? readStdin(bounds.megabytes ?? 1) : readBounded(file, what, bounds);

async function readStdin(megabytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    const more = Buffer.from(chunk);
    bytes += more.length;
    if (bytes > megabytes * megabyte) throw problemError('larger-than', '', { megabytes }, '-');
    chunks.push(more);
  }
  return Buffer.concat(chunks).toString();
}
