import { describe, expect, it } from 'vitest';
import { raceSpecSchema } from '../../contract/races/races.ts';
import { linesOf } from '../../words/told.test-helper.ts';
import { reportFile, testFile } from './race-files.ts';
import { sampleResult, serialResult } from './sample-result.test-helper.ts';

const race = raceSpecSchema.parse({
  browsers: ['alice'],
  requests: [
    { browser: 'alice', method: 'POST', path: '/cart/apples' },
    { browser: 'alice', path: '/me' },
  ],
});
const messageOf = (made: ReturnType<typeof testFile>) => linesOf(made)[0] ?? null;

describe('a race as files', () => {
  it('has a report called after its requests', () => {
    const { filename, text } = reportFile(sampleResult(), undefined);
    expect(filename).toBe('race.html');
    expect(text).toContain('<h1>POST /cart/apples and GET /me</h1>');
    expect(reportFile(sampleResult(), 'Mine').text).toContain('<h1>Mine</h1>');
  });
  it('has a test of its shortest anomaly, or of the outcome that is named', () => {
    const example = "'A.load B.load A.work A.save B.work B.save'";
    for (const id of [undefined, 0]) {
      const made = testFile(race, sampleResult(), id);
      expect(made).toMatchObject({ ok: true, filename: 'lost-update.test.mjs' });
      expect(made.ok && made.text).toContain(example);
    }
  });
  it('has no test of what is well', () => {
    expect(messageOf(testFile(race, sampleResult(), 1))).toBe(
      'outcome: one request after the other ends so too: a test would pass',
    );
    expect(messageOf(testFile(race, sampleResult(), 9))).toBe(
      'outcome: there is no anomaly that a test could show',
    );
    expect(messageOf(testFile(race, serialResult(), undefined))).toBe(
      'outcome: there is no anomaly that a test could show',
    );
  });
});
