import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPlayground } from '../server/playground/create-playground.ts';
import { parseScenario } from '../server/scenarios/read/parse.ts';
import { runScenario } from '../server/scenarios/run/run.ts';
import { inRepository } from './root.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(inRepository('docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const read = (page: string): string => readFileSync(inRepository(page), 'utf8');

const linksOf = (page: string): string[] =>
  [...read(page).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(([, link, picture]) =>
    (link ?? picture ?? '').replace(/#.*/, ''),
  );

/** Where the files of the package can be read, also from the registry's page, which has no repository to look in. */
const published = `https://unpkg.com/session-playground@${JSON.parse(read('package.json')).version}/`;

/** Files of the repository that a page links to or shows. */
const linkedFrom = (page: string): string[] =>
  linksOf(page).flatMap((target) => {
    if (target.startsWith(published)) return [target.slice(published.length)];
    return target === '' || /^[a-z]+:/.test(target) ? [] : [join(dirname(page), target)];
  });

describe('the documentation', () => {
  it.each(pages)('%s links only to what is there', (page) => {
    expect(linkedFrom(page).filter((target) => !existsSync(inRepository(target)))).toEqual([]);
  });

  it('links in the README to what the registry’s page can show: all of it is in the package', () => {
    const [packed] = JSON.parse(
      execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
        cwd: inRepository(),
        encoding: 'utf8',
      }),
    );
    const files: string[] = packed.files.map(({ path }: { path: string }) => path);
    expect(files.length).toBeGreaterThan(20);
    expect(linksOf('README.md').filter((link) => !/^https:/.test(link))).toEqual([]);
    expect(linkedFrom('README.md').filter((target) => !files.includes(target))).toEqual([]);
  });

  it.each(['CONTRIBUTING.md', 'docs/architecture.md'])(
    '%s names only files and folders that there are',
    (page) => {
      const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
        cwd: inRepository(),
        encoding: 'utf8',
      }).split('\n');
      const texts = [...read(page).matchAll(/`([^`\s]+)`/g)].map(([, text]) => text ?? '');
      const named = texts.filter((text) => /^\w[\w@./-]*(?:\/|\.(?:ts|tsx|json|cjs|md|css))$/.test(text));
      expect(named.length).toBeGreaterThan(10);
      const isThere = (name: string) =>
        existsSync(inRepository(name)) ||
        tracked.some(
          (file) =>
            `/${file}`.endsWith(`/${name}`) || (name.endsWith('/') && `/${file}`.includes(`/${name}`)),
        );
      expect(named.filter((name) => !isThere(name))).toEqual([]);
    },
  );

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = pages.flatMap((page) =>
      [...read(page).matchAll(/npm run (?:-s )?([a-z][a-z0-9:]*)/g)].map(([, name]) => name ?? ''),
    );
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('shows pictures that are quickly there', () => {
    const shown = linkedFrom('README.md').filter((target) => target.endsWith('.webp'));
    expect(shown.length).toBeGreaterThan(1);
    for (const picture of shown) expect(statSync(inRepository(picture)).size, picture).toBeLessThan(300_000);
  });

  it('explains scenarios with one that holds', async () => {
    const text = /```json\n([\s\S]*?)```/.exec(read('docs/scenarios.md'))?.[1] ?? '';
    const parsed = parseScenario(text);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const { holds } = await runScenario(parsed.scenario, { createPlayground });
    expect(holds).toBe(true);
  });
});
