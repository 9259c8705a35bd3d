import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Result, refuse } from '../../contract/errors.ts';

const megabyte = 1024 * 1024;

/**
 * The bytes of a regular file of at most so many. What only looks like one, a pipe, a device, a link into /proc, is
 * neither waited for nor read without end: opening does not block, and no more is read than the file is said to have.
 * Rejects where the system does.
 */
export async function readFileBounded(
  path: string,
  mostBytes: number,
  what: string,
): Promise<Result<{ bytes: Buffer }>> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = await file.stat();
    if (found.isDirectory()) return refuse('is-folder', '', { what });
    if (!found.isFile()) return refuse('not-a-file', '', {});
    if (found.size > mostBytes) {
      return mostBytes === megabyte
        ? refuse('file-too-large', '', { what })
        : refuse('larger-than', '', { megabytes: mostBytes / megabyte });
    }
    const bytes = Buffer.alloc(found.size);
    let read = 0;
    while (read < bytes.length) {
      const { bytesRead } = await file.read(bytes, read, bytes.length - read, read);
      if (bytesRead === 0) break;
      read += bytesRead;
    }
    return { ok: true, bytes: bytes.subarray(0, read) };
  } finally {
    await file.close();
  }
}
