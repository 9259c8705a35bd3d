import { chmod, open, realpath, rename, rm, stat } from 'node:fs/promises';

/**
 * Writes a file whole or not at all: what was there is replaced when all of the new text is on the disk, in the same
 * folder. A link stays one. `mode`: of a file that was not there before.
 */
export async function writeWhole(path: string, text: string, mode = 0o666): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const before = await stat(target).catch(() => null);
  if (before?.isFile() === false) throw Object.assign(new Error('It is no file.'), { code: 'EISDIR' });
  const fresh = `${target}.${process.pid}.new`;
  try {
    const file = await open(fresh, 'w', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    if (before !== null) await chmod(fresh, before.mode);
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => {});
    throw error;
  }
}
