import { watch } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { coloured, isColoured } from './colour.ts';
import { changeIn, foldersOf, settlesIn } from './watch.ts';

const folderWith = async (...folders: string[]): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'watch-'));
  for (const name of folders) await mkdir(join(folder, name), { recursive: true });
  return folder;
};
const watching = () => {
  const over = new AbortController();
  onTestFinished(() => over.abort());
  return over.signal;
};

it('waits for a change below the folders, and for none in packages', { timeout: 60_000 }, async () => {
  const folder = await folderWith('node_modules/deep', 'src/deep');
  const changed = changeIn(
    foldersOf([join(folder, 'app.js'), join(folder, 'node_modules/x.js')]),
    watching(),
  );
  await writeFile(join(folder, 'node_modules', 'deep', 'x.js'), '');
  await writeFile(join(folder, 'node_modules', 'x.js'), '');
  expect(await Promise.race([changed, setTimeout(3 * settlesIn, 'nothing yet')])).toBe('nothing yet');
  await writeFile(join(folder, 'src', 'deep', 'app.js'), '');
  expect(await changed).toBe(join('src', 'deep', 'app.js'));
});

it('looks into folders that come later, and only for what is meant', { timeout: 60_000 }, async () => {
  const folder = await folderWith();
  const isMeant = (path: string) => path.endsWith('.js');
  const changed = changeIn([folder], watching(), { isMeant });
  await mkdir(join(folder, 'new', 'deep'), { recursive: true });
  await writeFile(join(folder, 'new', 'deep', 'log.txt'), '');
  expect(await Promise.race([changed, setTimeout(3 * settlesIn, 'nothing yet')])).toBe('nothing yet');
  await writeFile(join(folder, 'new', 'deep', 'app.js'), '');
  expect(await changed).toBe(join('new', 'deep', 'app.js'));
});

it('ends where it is broken off, before or after', async () => {
  const folder = await folderWith();
  const over = new AbortController();
  const never = changeIn([folder], over.signal);
  over.abort(new Error('over'));
  await expect(never).rejects.toThrow('over');
  await expect(changeIn([folder], over.signal)).rejects.toThrow('over');
});

it('watches no folder of packages, and ends where the system watches no more', async () => {
  const folder = await folderWith('node_modules/a', 'src/b');
  const watched: string[] = [];
  const full = Object.assign(new Error('ENOSPC: no watch is left'), { code: 'ENOSPC' });
  const changed = changeIn([folder], watching(), {
    watchFolder: (one, noticed) => {
      watched.push(one);
      if (watched.length === 3) throw full;
      return watch(one, noticed);
    },
  });
  await expect(changed).rejects.toThrow(full);
  expect(watched).toEqual([folder, join(folder, 'src'), join(folder, 'src', 'b')]);
});

it('takes folders that lie in others as theirs', () => {
  const [a, ab, abc] = ['/a', '/ab', '/a/b/c'].map((path) => resolve(path));
  expect(foldersOf(['/a/x', '/ab/x', '/a/b/c/x'])).toEqual([a, ab]);
  expect(foldersOf(['/a/b/c/x'])).toEqual([abc]);
  expect(foldersOf(['/x', '/a/x'])).toEqual([resolve('/')]);
});

it('is in colour on a terminal, unless told otherwise', () => {
  expect(isColoured({}, true)).toBe(true);
  expect(isColoured({}, false)).toBe(false);
  expect(isColoured({ NO_COLOR: '1', FORCE_COLOR: '1' }, true)).toBe(false);
  expect(isColoured({ NO_COLOR: '' }, true)).toBe(true);
  expect(isColoured({ FORCE_COLOR: '1' }, false)).toBe(true);
  expect(isColoured({ FORCE_COLOR: '0' }, true)).toBe(false);
  expect(coloured('a\n  ✓ b\n✗ c ✓ d\n')).toBe('a\n\u001b[32m  ✓ b\u001b[39m\n\u001b[31m✗ c ✓ d\u001b[39m\n');
});
