import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { add, countsLine, type ReportKind, readCounts } from './test-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const counts = (kind: ReportKind, report: unknown) => {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return readCounts(kind, file);
};
const vitest = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, success: true };
const stats = { expected: 5, unexpected: 0, flaky: 0, skipped: 2 };

describe('the counts of a test run', () => {
  it("are vitest's", () => {
    expect(counts('vitest', vitest)).toEqual({ passed: 7, failed: 0, skipped: 1 });
    expect(counts('vitest', { ...vitest, numFailedTests: 2, success: false })).toMatchObject({ failed: 2 });
  });

  it("are Playwright's, a test that passes only sometimes being a failure", () => {
    expect(counts('playwright', { stats, errors: [] })).toEqual({ passed: 5, failed: 0, skipped: 2 });
    expect(counts('playwright', { stats: { ...stats, unexpected: 1, flaky: 1 }, errors: [] }).failed).toBe(2);
  });

  it('tell of a file that cannot be loaded', () => {
    expect(counts('vitest', { ...vitest, success: false }).failed).toBe(1);
    expect(counts('playwright', { stats, errors: ['SyntaxError'] }).failed).toBe(1);
  });

  it('are a failure when nothing ran', () => {
    const nothing = { ...vitest, numPassedTests: 0, numPendingTests: 0 };
    expect(counts('vitest', nothing)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(counts('playwright', 'not a report').failed).toBe(1);
    expect(readCounts('vitest', join(folder, 'missing.json')).failed).toBe(1);
  });
});

describe('the last line', () => {
  it('holds the sum, and the skipped ones when there are any', () => {
    const some = { passed: 7, failed: 0, skipped: 0 };
    expect(countsLine(some)).toBe('7 passed, 0 failed');
    expect(countsLine(add(some, { passed: 1, failed: 2, skipped: 3 }))).toBe('8 passed, 2 failed, 3 skipped');
  });
});
