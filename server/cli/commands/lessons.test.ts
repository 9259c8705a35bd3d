import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { course } from '../../scenarios/lessons/course.ts';
import { runCli, spawnCli } from '../spawn-cli.test-helper.ts';

it('lists every lesson by chapter, each with its claim', async () => {
  const { code, stdout, stderr } = await spawnCli('lessons');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Basics\n {2}view-counter +What a handler puts into req\.session/);
  for (const { id, claim } of course) {
    expect(stdout).toContain(`  ${id} `);
    expect(stdout).toContain(claim);
  }
});

it('gives ID, title, claim and chapter as JSON', async () => {
  const { stdout } = await runCli('lessons', '--json');
  const rows = course.map(({ id, title, claim, chapter }) => ({ id, title, claim, chapter }));
  expect(JSON.parse(stdout)).toEqual(rows);
});

it('prints one as a scenario file that runs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'session-playground-lesson-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'mine.scenario.json');
  await writeFile(file, (await runCli('lessons', 'destroy-keeps-cookie')).stdout);
  expect(await runCli('run', file)).toMatchObject({ code: 0 });
});

it('knows the nearest lesson to one that there is not', async () => {
  const { code, stdout, stderr } = await runCli('lessons', 'view-conter');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe('view-conter: there is no such lesson (did you mean "view-counter"?)\n');
});
