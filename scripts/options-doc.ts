import { writeFileSync } from 'node:fs';
import { genidKinds } from '../server/contract/options/genid.ts';
import { labSettingCatalogue } from '../server/contract/options/lab-setting-rows.ts';
import type { OptionRow } from '../server/contract/options/option-row.ts';
import { optionCatalogue } from '../server/contract/options/options.ts';
import { inRepository } from './root.ts';

const file = inRepository('docs/options.md');

/** docs/options.md, drawn from the catalogues. */
export function optionsDoc(): string {
  return `# Options

Every option of express-session 1.19 and Express’s \`trust proxy\`, with the values that the playground, scenario files
and \`--set\` take: those that express-session takes, with what comes of them. [The doctor](doctor.md) judges them, as they stand in code too.
\`npm run docs\` draws this page from the catalogues in \`server/contract\`; a test does the same with each value in bare express-session and in the lab.

${tableOf(optionCatalogue)}

## What JSON cannot say

| in code | in a file, with \`--set\`, on the page |
|---|---|
| \`undefined\`, or left out | \`null\`, or left out; of \`secret\` only \`null\`, since the lab has one of its own |
| \`NaN\`, \`Infinity\`, \`-Infinity\` in \`cookie.maxAge\` and \`cookie.expires\` | \`"NaN"\`, \`"Infinity"\`, \`"-Infinity"\`; \`--set cookie.maxAge=NaN\` |
| \`new Date(text)\` in \`cookie.expires\` | the text: \`"2030-01-01T00:00:00Z"\`; \`"Invalid Date"\` for one that is none |
| a function as \`genid\` | a name: ${names(Object.keys(genidKinds))} |
| a function as \`cookie\` | its source, as a text or a list of lines: \`"cookie": "(req) => ({ secure: req.secure })"\`, which is short for \`cookieForm\` and \`cookieFunction\`; or \`"cookieForm": "function"\` alone, which returns the settings of the list |
| \`maxAge\` and \`expires\`, of which the later counts | their order in the file, or \`cookieEnd\` |
| \`store\` | \`"store": { "kind": "memory" }\` beside \`options\` |

A cookie function is code: from a file it runs only where somebody has allowed it, in a process of its own; a \`configure\` step cannot bring one. \`cookie.*\`
counts for nothing beside it. What it throws, and what express-session makes nothing of (a promise, an unknown key, \`'auto'\`), is an error in the log.

\`key\` is the old name of \`name\`, and counts where that is not given. The lab leaves out what stands at its default, but for \`secure\`, which it always gives.

These it does not take, and says what to do: a value at which express-session throws before there is anything to see (\`unset: 'remove'\`,
an empty list of secrets, \`maxAge\` or \`expires\` as text in code); what is neither true nor false where it only asks whether there is something
(it says what the value counts as); a \`trust proxy\` at which Express throws; and a key that express-session ignores (it says where it belongs).

## Around the session

What the lab itself can put around the session middleware. In a scenario file it stands in \`lab\`, beside \`options\`;
\`--set\` takes it by its name. The Express code has the queue of \`oneAtATime\` written out, and is of one instance.

${tableOf(labSettingCatalogue)}
`;
}

const names = (all: readonly string[]): string => all.map((one) => `\`"${one}"\``).join(', ');

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
