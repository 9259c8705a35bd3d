import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRepository } from '../root.ts';
import {
  type Complaint,
  createCompiler,
  createCopy,
  edited,
  type Overlay,
} from './edited-source.test-helper.ts';
import type { Recipe } from './recipe.test-helper.ts';
import { lackingFile, lackingParts, lackingText, recipes } from './recipes.test-helper.ts';

/** ms; the compiler and the tests of a copy, on a machine that does other things too. */
const timeout = 600_000;
const folder = mkdtempSync(join(tmpdir(), 'recipes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Stage = 'row' | 'parts' | 'rest';
const done = (overlay: Overlay, stage: Stage): Overlay =>
  recipes.reduce((texts, recipe) => edited(texts, recipe[stage], recipe.adds), overlay);
const withRows = done(new Map(), 'row');
const withParts = done(withRows, 'parts');
const whole = done(withParts, 'rest');

const compile = createCompiler();
const page = readFileSync(inRepository('CONTRIBUTING.md'), 'utf8');
/** What CONTRIBUTING.md says of it. */
const textOf = ({ adds }: Recipe): string =>
  page.split('\n- **').find((line) => line.startsWith(`${adds}**`)) ?? '';
const named = (recipe: Recipe): string[] =>
  [...textOf(recipe).matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');

describe('a row without what belongs to it does not compile', () => {
  let complaints: Complaint[] = [];
  beforeAll(() => {
    complaints = compile(new Map([...withRows, [lackingFile, lackingText]]));
  }, timeout);
  const about = ({ key }: Recipe) =>
    complaints.filter(({ message }) => new RegExp(`['"]${key}['"]`).test(message));

  it.each(recipes)('$adds', (recipe) => {
    expect([...new Set(about(recipe).map(({ file }) => file))].toSorted()).toEqual(
      recipe.doesNotCompile.toSorted(),
    );
    const isSaid = (file: string) =>
      named(recipe).some(
        (name) => file === name || file.endsWith(`/${name}`) || (name.endsWith('/') && file.startsWith(name)),
      );
    expect(
      recipe.doesNotCompile.filter((file) => !isSaid(file)),
      'in CONTRIBUTING.md',
    ).toEqual([]);
  });

  it('nor does a row without any one of its parts', () => {
    const missing = complaints
      .filter(({ file }) => file === lackingFile)
      .map(({ message }) => /Property '(\w+)' is missing/.exec(message)?.[1]);
    expect(missing).toEqual(lackingParts.map(({ part }) => part));
  });

  it('and nothing else is amiss', () => {
    const known = new Set(recipes.flatMap(about));
    const others = complaints.filter(({ file }) => file !== lackingFile);
    expect(others.filter((complaint) => !known.has(complaint))).toEqual([]);
  });
});

describe('what the compiler asks for is enough for it', () => {
  it.each([
    ['done in the least way', withParts],
    ['done well', whole],
  ])(
    '%s',
    (_, texts) => {
      const files = [...texts.keys()].filter((file) => file.endsWith('.ts'));
      expect(compile(texts, files)).toEqual([]);
    },
    timeout,
  );
});

describe('a copy', () => {
  const copy = createCopy(folder);
  const files = [...new Set(recipes.flatMap(({ told }) => told.map(({ file }) => file)))];

  describe('in which only the compiler is content', () => {
    let failed: Awaited<ReturnType<typeof copy.test>>['tests'] = [];
    let output = '';
    beforeAll(async () => {
      copy.write(withParts);
      const ran = await copy.test(files);
      output = ran.output;
      failed = ran.tests.filter(({ hasFailed }) => hasFailed);
    }, timeout);

    it.each(recipes)('is told by a test what is missing: $adds', ({ told }) => {
      for (const { file, says } of told)
        expect(
          failed.filter((one) => one.file === file && one.says.includes(says)),
          `${file}: ${says}\n${output}`,
        ).not.toEqual([]);
    });
  });

  describe('in which CONTRIBUTING.md was followed', () => {
    beforeAll(async () => {
      copy.write(whole);
      for (const doc of ['options', 'lessons', 'doctor']) await copy.run(`scripts/${doc}-doc.ts`);
    }, timeout);

    it(
      'passes the tests',
      async () => {
        const { tests, output } = await copy.test([...files, 'scripts/lessons-doc.test.ts']);
        expect(
          tests.filter(({ hasFailed }) => hasFailed),
          output,
        ).toEqual([]);
        for (const { told } of recipes)
          for (const { file } of told) expect(tests.map((one) => one.file)).toContain(file);
      },
      timeout,
    );

    it(
      'runs the lesson with its route, step and expectation on the store, with the option and not without',
      async () => {
        const run = ['scripts/cli.ts', 'run', 'saying-goodbye', '--store', 'scratch'];
        expect(await copy.run(...run, '--set', 'prettyJson=true')).toMatchObject({ code: 0 });
        expect(await copy.run(...run)).toMatchObject({ code: 1 });
      },
      timeout,
    );
  });
});
