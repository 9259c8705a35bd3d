import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RaceSpecInput, raceSpecSchema } from '../../contract/races/races.ts';
import { linesOf } from '../../words/told.test-helper.ts';
import { raceTest } from './race-test.ts';
import {
  files,
  loggedIn,
  login,
  reader,
  readerLast,
  readerOverWriter,
  words,
  writer,
  written,
} from './written-races.test-helper.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
type Report = {
  testResults: Array<{
    name: string;
    assertionResults: Array<{ status: string; failureMessages: string[] }>;
  }>;
};

/** What vitest says of a folder's tests, run as their owner would. */
async function runVitest(folder: string): Promise<Report> {
  const entry = join(repository, 'node_modules/vitest/vitest.mjs');
  const outputFile = join(folder, 'report.json');
  const { VITEST: _, NODE_ENV: __, ...env } = process.env;
  const args = [
    'run',
    '--root',
    folder,
    '--reporter=json',
    '--outputFile',
    outputFile,
    '--pool=threads',
    '--no-isolate',
  ];
  const child = spawn(process.execPath, [entry, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  await once(child, 'close');
  return JSON.parse(readFileSync(outputFile, 'utf8'));
}

const cache = join(repository, '.cache');
let folder = '';
let report: Report;
beforeAll(async () => {
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'race-test-'));
  for (const [place, [, text]] of files.entries()) writeFileSync(join(folder, `${place}.test.mjs`), text());
  report = await runVitest(folder);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('a race as a test for vitest, run by vitest', () => {
  it.each(files.map(([name, , verdict], place) => ({ name, verdict, place })))(
    '$name: $verdict',
    ({ verdict, place }) => {
      const found = report.testResults.find(({ name }) => basename(name) === `${place}.test.mjs`);
      const [result] = found?.assertionResults ?? [];
      const messages = result?.failureMessages.join('\n') ?? '';
      expect(result?.status, messages).toBe(verdict);
      if (verdict === 'failed')
        expect(messages).toContain('left what one request after the other never leaves');
    },
  );

  it('follows the schedule step by step', () => {
    const [result] =
      report.testResults.find(({ name }) => basename(name) === '0.test.mjs')?.assertionResults ?? [];
    expect(result?.failureMessages.join()).toContain(`${readerLast} left`);
  });
});

it('has a step for what only waits, since sessions end meanwhile', () => {
  const race = {
    ...readerOverWriter,
    before: [{ send: login }, { wait: 2000 }, { expect: { sessions: 1 } }],
  };
  expect(written(race, readerLast)).toContain('{ advance: 2000 },\n];');
});

describe('what cannot be written into a test is refused by its place', () => {
  const refusalOf = (race: RaceSpecInput) => {
    const made = raceTest(raceSpecSchema.parse(race), { kind: 'stale read', words, example: [] });
    return linesOf(made)[0] ?? null;
  };
  it('more requests than can be run in every order', () => {
    expect(refusalOf({ ...loggedIn, requests: Array(7).fill(reader) })).toBe(
      'requests: a test can race at most 6 requests',
    );
  });
  it('a request from another site', () => {
    expect(refusalOf({ ...loggedIn, requests: [writer, { ...reader, cookies: 'cross-site' }] })).toBe(
      'requests[1]: a request from another site cannot be written into a test',
    );
  });
  it.each([
    { host: 'app.localhost' },
    { headers: { host: 'app.localhost' } },
    { from: { page: 'http://app.localhost', by: 'link' as const } },
  ])('a request to a host of its own, or from a page (%#)', (more) => {
    expect(refusalOf({ ...loggedIn, requests: [writer, { ...reader, ...more }] })).toBe(
      'requests[1]: a request to a host of its own, or from a page, cannot be written into a test',
    );
  });
  it('other secrets before the race, which would end its sessions and may not be in a file', () => {
    expect(refusalOf({ ...readerOverWriter, before: [{ configure: { secret: ['new'] } }] })).toBe(
      'before[0]: a change of secret before the race cannot be written into a test',
    );
  });
  it('a store that fails before the race', () => {
    expect(refusalOf({ ...readerOverWriter, before: [{ fault: { connected: false } }] })).toBe(
      'before[0].fault: a store that fails cannot be raced',
    );
  });
  it('a restart before the race', () => {
    expect(refusalOf({ ...readerOverWriter, before: [{ restart: true }] })).toBe(
      'before[0]: a restart before the race cannot be written into a test',
    );
  });
  it('another cookie name before the race', () => {
    expect(refusalOf({ ...readerOverWriter, before: [{ configure: { name: 'sid' } }] })).toBe(
      'before[0]: a change of name before the race cannot be written into a test',
    );
  });
});

it('never holds a secret of the lab', () => {
  expect(
    written({ ...readerOverWriter, lab: { options: { secret: ['top secret'] } } }, readerLast),
  ).not.toContain('top secret');
});
