import { writeFileSync } from 'node:fs';
import { severities } from '../server/contract/doctor/doctor.ts';
import { contextRows } from '../server/contract/doctor/doctor-context.ts';
import type { DoctorRule } from '../server/doctor/rule.ts';
import { doctorRules } from '../server/doctor/rules.ts';
import { inRepository } from './root.ts';

const file = inRepository('docs/doctor.md');

const meanings = {
  hazard: 'Sessions fail, or can be taken over.',
  warning: 'It goes wrong in time, or for some.',
  note: 'Know what you chose.',
} as const;

/** docs/doctor.md, drawn from the doctor's rules. */
export function doctorDoc(): string {
  const rules = Object.entries(doctorRules);
  const sections = severities.flatMap((severity) => [
    `## ${severity[0]?.toUpperCase()}${severity.slice(1)}s`,
    meanings[severity],
    ...rules.filter(([, rule]) => rule.severity === severity).map(ruleText),
  ]);
  const context = Object.entries(contextRows).map(
    ([name, { sentence, values, assumed }]) =>
      `| \`${name}\` | ${sentence} | ${values} | ${assumed === null ? 'nothing' : `\`${assumed}\``} |`,
  );
  return `# The doctor

It finds ${rules.length} kinds of hazard in a set of session options, each with what caused it, what comes of it, and the fix. It is
beside the options in the playground, and on the command line:

\`\`\`
session-playground doctor options.json
\`\`\`

It also reads code, and never runs it: an object literal, or \`session({ … })\` in a file of JavaScript or TypeScript, and
\`app.set('trust proxy', …)\` there. What is no literal, such as \`process.env.X\`, is not said: only what holds whatever it
is is found. \`-\` is stdin. \`options.json\` holds [options](options.md) by their paths there, and what is to be known of the app in \`context\`:

\`\`\`json
{
  "secret": ["…", "…"],
  "resave": false,
  "saveUninitialized": false,
  "cookie": { "secure": true, "sameSite": "lax", "maxAge": 28800000 },
  "context": { "https": true, "proxy": true, "store": "redis", "login": true }
}
\`\`\`

Values are read as express-session reads them; keys that it ignores and values that it refuses are found, and the rest is
judged without them. An option that is left out has express-session’s default; a secret that is left out is not judged, and none is ever
printed. Where the context says nothing of the app, and nothing is assumed, the rules that would need it
keep quiet; which answers would bring a hazard or a warning is told at the end, and in \`--json\` as \`questions\`.

| context | what it says | values | assumed |
|---|---|---|---|
${context.join('\n')}

Every rule is held against the real express-session by \`npm test\`: the hazard shows with the option set, and not with
the fix; and sentences are run where they hold, and on their other side. \`npm run docs\` draws this page from the rules in \`server/doctor\`.

${sections.join('\n\n')}
`;
}

function ruleText([id, { title, when, why, fix, lesson, link }]: [string, DoctorRule]): string {
  return `### \`${id}\`

**${title}** When ${when}.

${why}

Fix: ${fix.words} Lesson: [\`${lesson}\`](lessons.md). [More](${link})`;
}

if (import.meta.main) writeFileSync(file, doctorDoc());
