import { type Html, html } from '../../code/race/html.ts';
import { reportPage } from '../../code/race/report-page.ts';
import {
  type BareComparison,
  expectationsText,
  outcomeNames,
  toneMarks,
} from '../../contract/compare/compare.ts';
import { differenceWords, type Grid, type GridCell, gridOf } from '../../contract/compare/compare-grid.ts';
import { versionsText } from '../../contract/options/lab-config.ts';

/** A comparison as one HTML page that needs nothing else: no script, nothing remote. */
export function compareHtml(comparison: BareComparison): string {
  const { title, claim, versions, notRaced } = comparison;
  return reportPage(
    `${title}: compared`,
    html`<h1>${title}</h1>
${claim === null ? null : html`<p class="soft">${claim}</p>`}
<p class="headline">${differenceWords(comparison)}</p>
${matrix(gridOf(comparison))}
${notRaced === null ? null : html`<p class="soft">Run once over HTTP; not raced: ${notRaced}.</p>`}
<footer><p>Session Playground ran ${versionsText(versions)}.</p></footer>`,
  );
}

const matrix = ({ columns, rows }: Grid): Html => html`<div class="scroll"><table>
<thead><tr><td></td>${columns.map((column) => html`<th scope="col" class="mono">${column}</th>`)}</tr></thead>
<tbody>
${rows.map(
  ({ name, cells }) => html`<tr><th scope="row" class="mono">${name}</th>${cells.map(cellHtml)}</tr>`,
)}
</tbody>
</table></div>`;

const cellHtml = ({ cell: { outcome, expectations }, text, differs }: GridCell): Html => {
  const mark = toneMarks[outcomeNames[outcome.name].tone];
  return html`<td><p>${mark} ${differs ? html`<strong>${text}</strong>` : text}</p>
<p class="soft">${outcome.why}</p><p class="soft">${expectationsText(expectations)}</p></td>`;
};
