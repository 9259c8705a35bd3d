import { readFile, stat } from 'node:fs/promises';
import { messageOf } from '../contract/message-of.ts';
import { BadInput } from './output.ts';

/** The text of a file of at most 1 MB. `what` is expected in it: "a scenario". Says in words why it cannot be read. */
export async function readBounded(file: string, what: string, missing = noSuchFile(file)): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > 1024 * 1024) throw new BadInput(`${file}: larger than 1 MB, the most ${what} may have`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof BadInput) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new BadInput(missing);
    if (code === 'EISDIR') throw new BadInput(`${file}: this is a folder, expected ${what} file`);
    throw new BadInput(`${file}: it cannot be read: ${messageOf(error)}`);
  }
}

export const noSuchFile = (file: string): string => `${file}: there is no such file`;
