import { writeFileSync } from 'node:fs';
import { insecureWays } from '../server/contract/verdicts/cookie-rules.ts';
import { verdictRules } from '../server/contract/verdicts/verdict.ts';
import type { Rule, VerdictInputs, VerdictSubject } from '../server/contract/verdicts/verdict-rule.ts';
import { inRepository } from './root.ts';

const file = inRepository('docs/verdicts.md');

const subjects: Record<VerdictSubject, { title: string; text: string; where: string }> = {
  session: {
    title: 'Where the session came from',
    text: 'Decided when the middleware is reached, before any handler.',
    where: 'express-session',
  },
  'set-cookie': {
    title: 'Whether a cookie is sent',
    text: 'Decided when the headers are written.',
    where: 'express-session',
  },
  store: {
    title: 'What happens to the stored session',
    text: 'Decided when the response is ended. What a handler does itself (`req.session.save()`, `destroy()`) is no verdict.',
    where: 'express-session',
  },
  late: {
    title: 'What came too late',
    text: 'Told beside the others, of a change after the headers were out or after the response was ended. After the end a session is looked at for one second; a long one only for values that were put in or replaced.',
    where: 'express-session',
  },
  browser: {
    title: 'What a browser does with cookies',
    text: 'Of each cookie, at its browser.',
    where: 'from',
  },
};

/** Inputs that stand for themselves: `‹sid›` where the sentence has the session ID. */
const placeholders: VerdictInputs = new Proxy<VerdictInputs>(
  {},
  { get: (_target, name) => (name === 'way' ? null : `‹${String(name)}›`) },
);

/** docs/verdicts.md, drawn from the rules. */
export function verdictsDoc(): string {
  const rules: Array<[string, Rule]> = Object.entries(verdictRules);
  const sections = Object.entries(subjects).map(([subject, { title, text, where }]) => {
    const rows = rules
      .filter(([, rule]) => rule.subject === subject)
      .map(
        ([name, { decision, source, sentence }]) =>
          `| \`${name}\` | ${decision} | ${cell(sentence(placeholders))} | ${cell(source)} |`,
      );
    const more = subject === 'set-cookie' ? ['', waysText()] : [];
    return [
      `## ${title}`,
      '',
      text,
      '',
      `| rule | what is done | in words, with what decided it | ${where} |`,
      '|---|---|---|---|',
      ...rows,
      ...more,
    ].join('\n');
  });
  return `# Verdicts

Each decision of express-session, and of a browser, is told with the rule that made it: ${rules.length} rules. A name from here is
what \`{ "expect": { "verdict": "login", "rule": "no-cookie-insecure" } }\` takes in a [scenario](scenarios.md), and what the
[observer](observe.md) tells as \`event.verdict.rule\`. A rule is computed from what the middleware is about to look at, and
\`actual\` is what was then seen to happen: \`npm test\` holds one against the other over every combination of options.

\`‹name›\` stands for what the verdict has as an input of that name. The last column is the function of express-session 1.19
(\`index.js\`) that decides so, or the standard. \`npm run docs\` draws this page from \`server/contract/verdicts\`.

${sections.join('\n\n')}
`;
}

function waysText(): string {
  const ways = Object.entries(insecureWays).map(
    ([name, words]) => `| \`${name}\` | ${words(placeholders)} |`,
  );
  return [
    '`no-cookie-insecure` says in which way, and which header came:',
    '',
    '| `way` | in words |',
    '|---|---|',
    ...ways,
  ].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

if (import.meta.main) writeFileSync(file, verdictsDoc());
