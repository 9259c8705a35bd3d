import { type Finding, severities } from '../contract/doctor/doctor.ts';
import { fixCode } from './fix-code.ts';
import type { DoctorRule, Subject } from './rule.ts';
import { doctorRules } from './rules.ts';
import { readingsOf } from './unread.ts';

/** Every hazard in an option set, the gravest first. Where an option cannot be read, what holds whatever it is. */
export function examine(subject: Subject): Finding[] {
  const readings = readingsOf(subject).map((reading) => reading.subject);
  const findings = Object.entries<DoctorRule>(doctorRules).flatMap(([rule, row]): Finding[] => {
    const causes = row.causes(subject);
    if (causes === null || readings.some((reading) => row.causes(reading) === null)) return [];
    const { severity, title, why, lesson } = row;
    const { option, words, link } = row.saidOf?.(subject) ?? { ...row, words: row.fix.words };
    const fix = { ...row.fix, words, options: row.fix.options(subject) };
    return [
      { rule, severity, option, title, causes, why, fix: { ...fix, code: fixCode(fix) }, lesson, link },
    ];
  });
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}
