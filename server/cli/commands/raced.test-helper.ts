import { expect } from 'vitest';
import type { RaceResult } from '../../contract/races/races.ts';
import { runCli } from '../spawn-cli.test-helper.ts';

/** For tests: what `race --app` tells in JSON, with its exit code. */
export async function raced(scenario: string, app: string, ...args: string[]) {
  const { code, stdout, stderr } = await runCli('race', scenario, '--app', app, ...args, '--json');
  expect(stderr).toBe('');
  const result: RaceResult = JSON.parse(stdout);
  return { code, result };
}
