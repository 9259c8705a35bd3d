import { type Finding, severities } from '../contract/doctor/doctor.ts';
import { fixCode } from './fix-code.ts';
import type { Subject } from './rule.ts';
import { doctorRules } from './rules.ts';

/** Every hazard in an option set, the gravest first. */
export function examine(subject: Subject): Finding[] {
  const findings = Object.entries(doctorRules).flatMap(([rule, row]): Finding[] => {
    const causes = row.causes(subject);
    if (causes === null) return [];
    const { severity, option, title, why, lesson, link } = row;
    const fix = { ...row.fix, options: row.fix.options(subject) };
    return [
      { rule, severity, option, title, causes, why, fix: { ...fix, code: fixCode(fix) }, lesson, link },
    ];
  });
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}
