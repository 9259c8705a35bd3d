import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventually } from '../../eventually.test-helper.ts';
import { sampled } from '../../sampled.test-helper.ts';
import { carriersOf } from '../../threads/process/left-behind.ts';
import { runCli } from '../spawn-cli.test-helper.ts';
import { hostileApps } from './hostile-apps.test-helper.ts';

const variable = 'HOSTILE_APPS_TEST';
let folder: string;
let scenario: string;

beforeAll(async () => {
  // In here, so that an app finds express and express-session.
  folder = await mkdtemp(join(import.meta.dirname, '../../../.cache/hostile-'));
  scenario = join(folder, 'two.scenario.json');
  const send = { browser: 'alice', path: '/' };
  const steps = [{ send }, { together: [send, send] }];
  const format = 'session-playground/scenario@1';
  await writeFile(scenario, JSON.stringify({ format, title: 'Two', browsers: ['alice'], steps }));
});
afterAll(() => rm(folder, { recursive: true }));

describe('race --app, given an app that', () => {
  it.each(sampled('hostile apps', hostileApps, 4))(
    '%s, tells so in words, and leaves nothing running',
    async (does, source, told) => {
      const name = `${does.replaceAll(' ', '-')}.mjs`;
      const file = join(folder, name);
      await writeFile(file, source.replaceAll('SELF', name));
      const mark = randomUUID();
      vi.stubEnv(variable, mark);
      const { code, stdout, stderr } = await runCli('race', scenario, '--app', file);
      vi.unstubAllEnvs();
      expect(code === 2 ? stderr : stdout).toMatch(told);
      expect(stderr).not.toMatch(/\n\s+at /);
      expect(stdout === '').toBe(code === 2);
      await eventually(() => expect(carriersOf(variable, mark)).toEqual([]));
    },
    120_000,
  );
});
