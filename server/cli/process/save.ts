import { stat, writeFile } from 'node:fs/promises';
import { writeWhole } from '../../scenarios/consent/write-whole.ts';

/** Writes over what is there, as a whole or not at all, so that a full disk costs nobody the old file; a device or a pipe is written to. */
export async function save(path: string, text: string): Promise<void> {
  const there = await stat(path).catch(() => null);
  await (there === null || there.isFile() ? writeWhole(path, text) : writeFile(path, text));
}
