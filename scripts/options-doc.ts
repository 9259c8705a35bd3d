import { writeFileSync } from 'node:fs';
import { optionCatalogue } from '../server/contract/options.ts';
import { inRepository } from './root.ts';

const file = inRepository('docs/options.md');

/** docs/options.md, drawn from the option catalogue. */
export function optionsDoc(): string {
  const rows = optionCatalogue.map(
    ({ path, row: { label, defaultText, sentence, changes } }) =>
      `| \`${label}\` | \`${path}\` | ${defaultText} | ${sentence} ${changes} |`,
  );
  return `# Options

Every option of express-session 1.19 and Express’s \`trust proxy\`, as the playground, scenario files and \`--set\` take
them. \`npm run docs\` draws this page from the catalogue in \`server/contract\`.

| option | path in files and \`--set\` | left out | what it does, and what changes |
|---|---|---|---|
${rows.join('\n')}
`;
}

if (import.meta.main) writeFileSync(file, optionsDoc());
