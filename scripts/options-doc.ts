import { writeFileSync } from 'node:fs';
import { labSettingCatalogue } from '../server/contract/options/lab-setting-rows.ts';
import type { OptionRow } from '../server/contract/options/option-row.ts';
import { optionCatalogue } from '../server/contract/options/options.ts';
import { inRepository } from './root.ts';

const file = inRepository('docs/options.md');

/** docs/options.md, drawn from the catalogues. */
export function optionsDoc(): string {
  return `# Options

Every option of express-session 1.19 and Express’s \`trust proxy\`, with the values that the playground, scenario files
and \`--set\` take; [the doctor](doctor.md) takes whatever express-session does. \`npm run docs\` draws this page from the catalogues in \`server/contract\`.

${tableOf(optionCatalogue)}

## Around the session

What the lab itself can put around the session middleware. In a scenario file it stands in \`lab\`, beside \`options\`;
\`--set\` takes it by its name. The Express code has the queue of \`oneAtATime\` written out, and is of one instance.

${tableOf(labSettingCatalogue)}
`;
}

function tableOf(catalogue: ReadonlyArray<{ path: string; row: OptionRow }>): string {
  const rows = catalogue.map(
    ({ path, row: { label, defaultText, sentence, changes } }) =>
      `| \`${label}\` | \`${path}\` | ${defaultText} | ${sentence} ${changes} |`,
  );
  return `| option | path in files and \`--set\` | left out | what it does, and what changes |
|---|---|---|---|
${rows.join('\n')}`;
}

if (import.meta.main) writeFileSync(file, optionsDoc());
