import { type Finding, type Severity, severities } from '../../../../server/contract/doctor/doctor.ts';

/** How many findings of each severity there are, the gravest first; none of those of which there are none. */
function countBySeverity(findings: readonly Finding[]): Array<{ severity: Severity; count: number }> {
  return severities
    .map((severity) => ({
      severity,
      count: findings.filter((finding) => finding.severity === severity).length,
    }))
    .filter(({ count }) => count > 0);
}

/** "1 hazard, 2 warnings" */
export const countText = (findings: readonly Finding[]): string =>
  countBySeverity(findings)
    .map(({ severity, count }) => `${count} ${severity}${count === 1 ? '' : 's'}`)
    .join(', ') || 'nothing found';
