import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

export type Counts = { passed: number; failed: number; skipped: number };
export const noTests: Counts = { passed: 0, failed: 0, skipped: 0 };

const vitestReport = z
  .object({
    numPassedTests: z.int(),
    numFailedTests: z.int(),
    numPendingTests: z.int(),
    numTodoTests: z.int(),
    success: z.boolean(),
  })
  .transform(
    (report): Counts => ({
      passed: report.numPassedTests,
      // A file that cannot even be loaded fails without a failed test.
      failed: Math.max(report.numFailedTests, report.success ? 0 : 1),
      skipped: report.numPendingTests + report.numTodoTests,
    }),
  );

const playwrightReport = z
  .object({
    stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
    errors: z.array(z.unknown()),
  })
  .transform(
    ({ stats, errors }): Counts => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky + errors.length,
      skipped: stats.skipped,
    }),
  );

const reports = { vitest: vitestReport, playwright: playwrightReport };
export type ReportKind = keyof typeof reports;

/** The counts in a runner's JSON report. A report that is missing or empty is a failure: nothing was run. */
export function readCounts(kind: ReportKind, file: string): Counts {
  const read: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  const parsed = reports[kind].safeParse(read);
  const counts = parsed.success ? parsed.data : noTests;
  return counts.passed + counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** The last line of `npm test`. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
