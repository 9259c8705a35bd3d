import {
  type Comparison,
  expectationsText,
  outcomeNames,
  toneMarks,
} from '../../contract/compare/compare.ts';
import { differenceWords, type GridCell, gridOf } from '../../contract/compare/compare-grid.ts';
import { versionsText } from '../../contract/options/lab-config.ts';
import { oneLine } from '../process/output.ts';

/** A comparison as a table for the terminal. What differs from most cells is marked with a star. */
export function compareText(comparison: Comparison): string {
  const { title, claim, versions, notRaced, cells } = comparison;
  const { columns, rows } = gridOf(comparison);
  const names = ['', ...rows.map(({ name }) => name)];
  const table = [columns, ...rows.map(({ cells: own }) => own.map(cellText))];
  const widths = columns.map((_, place) => Math.max(...table.map((row) => row[place]?.length ?? 0)));
  const first = Math.max(...names.map(({ length }) => length));
  const lines = table.map((row, at) => {
    const padded = row.map((text, place) => text.padEnd(widths[place] ?? 0));
    return `  ${[(names[at] ?? '').padEnd(first), ...padded].join('  ').trim()}`;
  });
  const reasons = new Map(cells.map(({ outcome }) => [outcome.name, outcome.why]));
  return [
    oneLine(title),
    ...(claim === null ? [] : [`  ${oneLine(claim)}`]),
    '',
    ...(first === 0
      ? lines
      : lines.map((line, at) => (at === 0 ? `  ${' '.repeat(first)}  ${line.trim()}` : line))),
    '',
    differenceWords(comparison),
    ...[...reasons].map(([name, why]) => `  ${toneMarks[outcomeNames[name].tone]} ${name}: ${oneLine(why)}`),
    '',
    ...(notRaced === null ? [] : [`Run once over HTTP; not raced: ${notRaced}.`]),
    versionsText(versions),
    '',
  ].join('\n');
}

function cellText({ cell, text, differs }: GridCell): string {
  const expectations = expectationsText(cell.expectations);
  const mark = toneMarks[outcomeNames[cell.outcome.name].tone];
  return `${mark} ${text}${differs ? ' *' : ''}${expectations === null ? '' : ` (${expectations})`}`;
}
