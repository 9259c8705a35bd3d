import { type BareComparison, expectationsText } from '../../contract/compare/compare.ts';
import { differenceWords, type GridCell, gridOf } from '../../contract/compare/compare-grid.ts';
import { versionsText } from '../../contract/options/lab-config.ts';

/** A comparison as Markdown, for a pull request or a wiki. */
export function compareMarkdown(comparison: BareComparison): string {
  const { title, claim, versions, notRaced } = comparison;
  const { columns, rows } = gridOf(comparison);
  return [
    `# ${plain(title)}`,
    ...(claim === null ? [] : ['', `> ${plain(claim)}`]),
    '',
    differenceWords(comparison),
    '',
    `| | ${columns.map(code).join(' | ')} |`,
    `|---|${columns.map(() => '---|').join('')}`,
    ...rows.map(
      ({ name, cells }) => `| ${name === '' ? '' : code(name)} | ${cells.map(cellText).join(' | ')} |`,
    ),
    '',
    ...(notRaced === null ? [] : [`Run once over HTTP; not raced: ${plain(notRaced)}.`, '']),
    `${versionsText(versions)}.`,
    '',
  ].join('\n');
}

function cellText({ cell, text, differs }: GridCell): string {
  const expectations = expectationsText(cell.expectations);
  const outcome = differs ? `**${plain(text)}**` : plain(text);
  return expectations === null ? outcome : `${outcome}<br>${expectations}`;
}

const code = (text: string): string => `\`${text.replace(/[`|\n]/g, ' ')}\``;
/** Characters that mean something in Markdown or HTML are written so that they do not. */
const plain = (text: string): string => text.replace(/[\\`*_[\]<>|#]/g, '\\$&').replace(/\s+/g, ' ');
