import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { requireBuild } from './build.ts';
import { noticesFile, noticesOf } from './notices.ts';
import { inRepository } from './root.ts';

const moduleOf = (path: string): string => inRepository('node_modules', path);

it('are of each package that is bundled once, by name, and of nothing of the project’s own', () => {
  const modules = ['zod/index.js', '@trpc/client/dist/index.mjs', 'zod/v4/core/util.js'].map(moduleOf);
  const text = noticesOf([...modules, inRepository('renderer/shell/main.tsx'), '\0virtual']);
  const titles = text.split('\n').filter((line) => /^\S+ \d+\.\d+\.\d+\S* \(\w+\)$/.test(line));
  expect(titles.map((line) => line.split(' ')[0])).toEqual(['@trpc/client', 'zod']);
  expect(text).toContain(readFileSync(moduleOf('zod/LICENSE'), 'utf8').trim());
});

it.each([
  ['desktop', ['cookie-signature', 'electron-updater', 'lazy-val', 'timekeeper', 'zod']],
  ['renderer', ['react', 'react-dom', 'zustand', 'zod', 'lucide-react']],
  ['main', ['@trpc/server', 'acorn', 'bcryptjs', 'commander', 'express-session', 'tough-cookie', 'zod']],
  ['library', ['cookie', 'cookie-signature', 'microdiff']],
])('lie beside what is built: %s', (folder, packages) => {
  requireBuild();
  const text = readFileSync(inRepository('out', folder, noticesFile), 'utf8');
  for (const name of packages) expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
  // Each has words of its own, where they stand in no file too.
  for (const notice of text.split(/\n-{72}\n/)) {
    expect(notice).toMatch(/copyright|blue oak/i);
    expect(notice.length).toBeGreaterThan(400);
  }
  expect(text).not.toContain(inRepository());
});
