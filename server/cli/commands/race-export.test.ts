import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleResult } from '../../code/race/sample-result.test-helper.ts';
import { raceSpecSchema } from '../../contract/races/races.ts';
import { createRaceExports } from '../report/race-exports.ts';
import { runCli } from '../spawn-cli.test-helper.ts';

const readerOverWriter = join(import.meta.dirname, '../../../examples/writer-and-reader.scenario.json');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'race-export-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('writes a page beside the result, and refuses one that is there before anything is raced', async () => {
  const page = join(folder, 'page.html');
  const exporting = ['race', readerOverWriter, '--export', `html=${page}`];
  expect(await runCli(...exporting)).toMatchObject({ code: 1, stderr: `Written: ${page}\n` });
  const written = await readFile(page, 'utf8');
  expect(written).toContain('Writer and reader');
  expect(await runCli(...exporting, '--max', '1')).toEqual({
    code: 2,
    stdout: '',
    stderr: `${page}: there is a file of that name already\n`,
  });
  expect(await readFile(page, 'utf8')).toBe(written);
});

it('shows the result also where the page cannot be written', async () => {
  const page = join(folder, 'none', 'page.html');
  expect(await runCli('race', readerOverWriter, '--export', `html=${page}`)).toMatchObject({
    code: 2,
    stdout: expect.stringContaining('9 of 20 orders lose alice’s write.'),
    stderr: expect.stringContaining(`${page}: ENOENT`),
  });
});

it('writes of several a file each, called after the scenario', async () => {
  const names = ['one.scenario.json', 'two.scenario.json'];
  const several = await mkdtemp(join(folder, 'several-'));
  for (const name of names) await copyFile(readerOverWriter, join(several, name));
  const args = ['race', ...names, '--export', 'html', '--export', 'test'];
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../cli.ts'), ...args], {
    cwd: several,
    stdio: 'ignore',
  });
  await once(child, 'close');
  expect(child.exitCode).toBe(1);
  expect((await readdir(several)).sort()).toEqual([
    'one.lost-update.test.mjs',
    'one.race.html',
    'one.scenario.json',
    'two.lost-update.test.mjs',
    'two.race.html',
    'two.scenario.json',
  ]);
  const named = await runCli('race', ...names.map((name) => join(several, name)), '--export', 'html=x.html');
  expect([named.code, named.stderr]).toEqual([
    2,
    '--export html=x.html: of several scenarios each is written by its own name: leave the name away\n'.repeat(
      2,
    ),
  ]);
});

it('writes over what it wrote of the same scenario, and over nothing else', async () => {
  const to = join(folder, 'mine.html');
  await writeFile(to, 'mine');
  const of = (file: string, written: Map<string, string>) =>
    createRaceExports([{ as: 'html', to }], { file, isOne: true, written, io: { err: () => {} } });
  expect(() => of('a.json', new Map()).check(false)).toThrow('there is a file of that name already');
  expect(() => of('a.json', new Map([[to, 'b.json']])).check(false)).toThrow('there is a file of that name');
  expect(() => of('a.json', new Map([[to, 'a.json']])).check(false)).not.toThrow();
});

it('leaves what it wrote before whole where there is no room for what comes next', async () => {
  const to = join(folder, 'again.html');
  const exports = createRaceExports([{ as: 'html', to }], {
    file: 'a.json',
    isOne: true,
    written: new Map(),
    io: { err: () => {} },
  });
  const race = raceSpecSchema.parse({
    browsers: ['alice'],
    requests: [
      { browser: 'alice', path: '/views' },
      { browser: 'alice', path: '/views' },
    ],
  });
  const failed: string[] = [];
  const write = (title: string) =>
    exports.write(
      { race, result: sampleResult(), title },
      ({ problems }) => void failed.push(...problems.map(({ code }) => code)),
    );
  await write('First');
  // Where the new text would go, something else is: as on a full disk, it cannot be written.
  await mkdir(`${to}.${process.pid}.new`);
  await write('Second');
  expect(failed).toHaveLength(1);
  expect(await readFile(to, 'utf8')).toContain('<h1>First</h1>');
});
