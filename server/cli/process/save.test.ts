import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../spawn-cli.test-helper.ts';
import { save } from './save.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'save-'));
});

/** A file that cannot be written anew, as on a full disk: where the new text would go, something else is. */
async function withoutRoom(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  await mkdir(`${file}.${process.pid}.new`);
  return file;
}

describe('where there is no room for what is written over a file, the old one stays', () => {
  it('whoever saves', async () => {
    const file = await withoutRoom('a.txt', 'old');
    await expect(save(file, 'new')).rejects.toThrow();
    expect(await readFile(file, 'utf8')).toBe('old');
  });

  it('of a report', async () => {
    const file = await withoutRoom('out.xml', 'old');
    const { code, stderr } = await runCli('run', 'touch', '--reporter', `junit=${file}`);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`--reporter junit=${file}`)]);
    expect(await readFile(file, 'utf8')).toBe('old');
  });
});

it('a file that is there is replaced, and one that is not is made', async () => {
  const file = join(folder, 'a.txt');
  await save(file, 'one');
  await save(file, 'two');
  expect(await readFile(file, 'utf8')).toBe('two');
});
it.skipIf(process.platform === 'win32')('a device is written to', async () => {
  await expect(save('/dev/null', 'gone')).resolves.toBeUndefined();
});
