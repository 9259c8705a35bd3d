import { type Causes, type Finding, type Severity, severities } from '../contract/doctor.ts';

const headings: Readonly<Record<Severity, string>> = {
  hazard: 'Hazards',
  warning: 'Warnings',
  note: 'Notes',
};

/** Findings in Markdown, grouped by severity, for a code review or a terminal. */
export function reviewText(findings: readonly Finding[]): string {
  const sections = severities.flatMap((severity) => {
    const found = findings.filter((finding) => finding.severity === severity);
    return found.length === 0 ? [] : [`## ${headings[severity]}`, ...found.map(findingText)];
  });
  return [countText(findings), ...sections].join('\n\n');
}

/** "Session options: 2 hazards, 1 warning." */
function countText(findings: readonly Finding[]): string {
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  return `Session options: ${counts.length === 0 ? 'nothing found' : counts.join(', ')}.`;
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
    `Rule \`${rule}\`, proved by \`session-playground run ${lesson}\`. See ${link}`,
  ].join('\n');
}

/** "`resave` is true, `store` is MemoryStore" */
const causesText = (causes: Causes): string =>
  Object.entries(causes)
    .map(([name, value]) => `\`${name}\` is ${value === null ? 'not set' : value}`)
    .join(', ');
