import {
  type Causes,
  type Finding,
  type Question,
  type Severity,
  severities,
} from '../contract/doctor/doctor.ts';
import type { DoctorContext } from '../contract/doctor/doctor-context.ts';

const headings: Readonly<Record<Severity, string>> = {
  hazard: 'Hazards',
  warning: 'Warnings',
  note: 'Notes',
};

/** Findings in Markdown, grouped by severity, for a code review or a terminal. */
export function reviewText(
  findings: readonly Finding[],
  context: DoctorContext,
  questions: readonly Question[],
  unread: readonly string[] = [],
): string {
  const sections = severities.flatMap((severity) => {
    const found = findings.filter((finding) => finding.severity === severity);
    return found.length === 0 ? [] : [`## ${headings[severity]}`, ...found.map(findingText)];
  });
  return [
    `${countText(findings)}\n${contextText(context)}${unreadText(unread)}`,
    ...sections,
    ...questionsText(questions),
  ].join('\n\n');
}

const unreadText = (unread: readonly string[]): string =>
  unread.length === 0 ? '' : `\nNot read, and judged by what holds whatever it is: ${unread.join(', ')}.`;

function questionsText(questions: readonly Question[]): string[] {
  if (questions.length === 0) return [];
  const lines = questions.flatMap(({ about, answer, consequences }) =>
    consequences.map(
      ({ rule, severity, title }) =>
        `- \`${about}\`: if it is ${answer}, a ${severity}: ${title} (\`${rule}\`)`,
    ),
  );
  return ['## Not said, and it matters', lines.join('\n')];
}

/** "Session options: 2 hazards, 1 warning." */
function countText(findings: readonly Finding[]): string {
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  return `Session options: ${counts.length === 0 ? 'nothing found' : counts.join(', ')}.`;
}

/** What the app was taken for. */
function contextText(context: DoctorContext): string {
  const said = Object.entries(context).filter(([, value]) => value !== null);
  const unsaid = Object.entries(context).filter(([, value]) => value === null);
  const known = said.map(([name, value]) => `${name} ${value}`).join(', ');
  return unsaid.length === 0
    ? `Judged for: ${known}.`
    : `Judged for: ${known}. Not said: ${unsaid.map(([name]) => name).join(', ')}.`;
}

function findingText({ rule, title, causes, why, fix, lesson, link }: Finding): string {
  const code = fix.code === '' ? [] : ['', '```js', fix.code, '```'];
  return [
    `### ${title}`,
    '',
    `Because ${causesText(causes)}. ${why}`,
    '',
    `Fix: ${fix.words}`,
    ...code,
    '',
    `Rule \`${rule}\`, shown by \`session-playground run ${lesson}\`. See ${link}`,
  ].join('\n');
}

/** "`resave` is true, `store` is MemoryStore" */
const causesText = (causes: Causes): string =>
  Object.entries(causes)
    .map(([name, value]) => `\`${name}\` is ${value === null ? 'not set' : value}`)
    .join(', ');
