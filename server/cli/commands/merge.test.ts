import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RaceResult } from '../../contract/races/races.ts';
import { runCli } from '../spawn-cli.test-helper.ts';

const example = (name: string): string => join(import.meta.dirname, '../../../examples', name);
const scenario = example('writer-and-reader.scenario.json');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'merge-'));
});
afterAll(() => rm(folder, { recursive: true }));

const inPart = (part: string, ...args: string[]) =>
  runCli('race', ...args, '--shard', part, '--reporter', `text,json=${at(part)}`);
const at = (part: string): string => join(folder, `${part.replace('/', '-of-')}.json`);

it('comes to what the race comes to undivided, with its reporters and exit codes', async () => {
  const one = await inPart('1/2', scenario);
  expect(one.stdout).toMatch(/ orders in part 1 of 2/);
  await inPart('2/2', scenario);
  const parts = [at('1/2'), at('2/2')];
  const whole: RaceResult = JSON.parse((await runCli('race', scenario, '--json')).stdout);
  const { code, stdout } = await runCli('merge', ...parts, '--json');
  const merged: RaceResult = JSON.parse(stdout);
  expect(code).toBe(1);
  expect(merged).toMatchObject({ title: 'Writer and reader', schedules: whole.schedules });
  expect(merged.part).toBeUndefined();
  expect(merged.anomalies.map(({ kind, schedules }) => [kind, schedules])).toEqual([['lost update', 9]]);
  const junit = join(folder, 'race.xml');
  const text = await runCli(
    'merge',
    ...parts,
    '--reporter',
    `text,junit=${junit}`,
    '--fail-on',
    'lost-delete',
  );
  expect(text.code).toBe(0);
  expect(text.stdout).toContain('9 of 20 orders lose alice’s write.');
  expect(await readFile(junit, 'utf8')).toContain('failures="0"');
});

it('says which file is none, which part is missing, and that a shard is none', async () => {
  const none = join(folder, 'none.json');
  await writeFile(none, '{}');
  expect(await runCli('merge', none)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining(none),
  });
  expect(await runCli('merge', at('2/2'))).toMatchObject({
    code: 2,
    stderr: 'of 2 parts part 1 is missing\n',
  });
  expect(await runCli('race', scenario, '--shard', '5/4')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--shard 5/4: expected a part of the parts that there are, such as 1/4'),
  });
});

it('adds several races each, also of an app whose orders are all run', { timeout: 120_000 }, async () => {
  const app = ['--app', example('notes/server.js')];
  const files = [example('notes/two-notes.scenario.json')];
  const undivided: RaceResult = JSON.parse((await runCli('race', ...files, ...app, '--json')).stdout);
  for (const part of ['1/3', '2/3', '3/3']) await inPart(part, ...files, example('notes'), ...app);
  const { code, stdout } = await runCli('merge', at('1/3'), at('2/3'), at('3/3'), '--json');
  expect(code).toBe(1);
  const [merged, ...others]: Array<RaceResult & { file: string }> = JSON.parse(stdout);
  expect(others).toEqual([]);
  expect(merged).toMatchObject({
    file: files[0],
    schedules: undivided.schedules,
    verified: undivided.verified,
  });
  const told = ({ anomalies }: RaceResult) => anomalies.map(({ kind, schedules }) => [kind, schedules]);
  expect(merged && told(merged)).toEqual(told(undivided));
  expect(merged?.outcomes.map(({ schedules, doomedAt }) => [schedules, doomedAt]).toSorted()).toEqual(
    undivided.outcomes.map(({ schedules, doomedAt }) => [schedules, doomedAt]).toSorted(),
  );
});

it('refuses parts of another code, though it takes the same steps', async () => {
  const { resolve } = createRequire(import.meta.url);
  const app = join(folder, 'app.cjs');
  const counting = (change: string) =>
    writeFile(
      app,
      `const session = require(${JSON.stringify(resolve('express-session'))});
      const app = require(${JSON.stringify(resolve('express'))})();
      app.use(session({ secret: 'x', resave: false, saveUninitialized: true }));
      app.get('/', (req, res) => { req.session.count = ${change}; res.send('ok'); });
      module.exports = app;`,
    );
  const visits = ['A', 'B'].map((id) => ({ id, browser: 'alice', path: '/' }));
  const file = join(folder, 'two.scenario.json');
  const before = { send: { browser: 'alice', path: '/' } };
  const steps = [before, { together: visits }];
  const format = 'session-playground/scenario@1';
  await writeFile(file, JSON.stringify({ format, title: 'Two', browsers: ['alice'], steps }));
  await counting('(req.session.count ?? 0) + 1');
  await inPart('1/2', file, '--app', app);
  await counting('(req.session.count ?? 0) + 2');
  await inPart('2/2', file, '--app', app);
  const { code, stderr } = await runCli('merge', at('1/2'), at('2/2'));
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('different is the code of the app'),
  });
});
