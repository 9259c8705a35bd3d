import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { coloured, isColoured } from './colour.ts';
import { changeIn, foldersOf } from './watch.ts';

it('waits for a change below the folders, and for none in packages', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'watch-'));
  await mkdir(join(folder, 'node_modules'));
  const over = new AbortController();
  const changed = changeIn(
    foldersOf([join(folder, 'app.js'), join(folder, 'node_modules/x.js')]),
    over.signal,
  );
  await writeFile(join(folder, 'node_modules', 'x.js'), '');
  await writeFile(join(folder, 'app.js'), '');
  expect(await changed).toBe('app.js');
  const never = changeIn([folder], over.signal);
  over.abort();
  await expect(never).rejects.toThrow();
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
