import { countText, percentText } from '../../contract/races/race-counts.ts';
import type { RaceOutcome, RaceResult } from '../../contract/races/races.ts';
import { type Html, html } from './html.ts';

/** One outcome: a schedule that ends so, as a table with a row for each request, and what it leaves. */
export function outcomeSection(outcome: RaceOutcome, result: RaceResult): Html {
  const { id, schedules, share, serial, anomaly, words } = outcome;
  const total = countText(result.schedules.total);
  return html`<section class="outcome ${serial ? 'is-serial' : 'is-anomaly'}" aria-labelledby="outcome-${id}">
<h3 id="outcome-${id}">${anomaly ?? 'as one request after the other'}: ${countText(schedules)} of ${total} orders (${percentText(share)})</h3>
<p>${words}</p>
${stepTable(outcome, result)}
<dl>
<dt>left in the store</dt><dd>${storeParts(outcome)}</dd>
<dt>answers</dt><dd>${responseParts(outcome)}</dd>
<dt>in the jars</dt><dd>${jarParts(outcome)}</dd>
</dl>
</section>`;
}

function stepTable({ example, doomedAt }: RaceOutcome, { requests }: RaceResult): Html {
  const steps = example.map((label, place) => {
    const dot = label.lastIndexOf('.');
    return { place, request: label.slice(0, dot), kind: label.slice(dot + 1) };
  });
  const rows = requests.map(({ id }) => {
    const cells = steps.map(({ place, request, kind }) =>
      request === id
        ? html`<td class="held ${place === doomedAt ? 'doomed' : ''}">${kind}${place === doomedAt ? ' ✗' : ''}</td>`
        : html`<td></td>`,
    );
    return html`<tr><th scope="row">${id}</th>${cells}</tr>`;
  });
  const doomed =
    doomedAt === null
      ? null
      : html`<p>✗ From step ${doomedAt + 1}, <code>${example[doomedAt] ?? ''}</code>, on nothing leads back to what one request after the other would leave.</p>`;
  return html`<div class="scroll"><table class="steps">
<caption class="soft">A shortest schedule that ends so</caption>
<thead><tr><th scope="col">step</th>${steps.map(({ place }) => html`<th scope="col">${place + 1}</th>`)}</tr></thead>
<tbody>
${rows}
</tbody>
</table></div>
${doomed}
<p class="mono">${example.join(' ')}</p>`;
}

function storeParts({ store }: RaceOutcome): readonly Html[] {
  const sessions = Object.entries(store);
  if (sessions.length === 0) return [html`nothing`];
  return sessions.map(
    ([sid, session]) => html`<code>${sid}</code><pre>${JSON.stringify(session, null, 2) ?? ''}</pre>`,
  );
}

const responseParts = ({ responses }: RaceOutcome): readonly Html[] =>
  responses.map(
    ({ request, status, body, setCookie }) =>
      html`<p>${request} ${status}${body === '' ? '' : ' '}<code>${body}</code>${setCookie.map((line) => html`<br>Set-Cookie: <code>${line}</code>`)}</p>`,
  );

function jarParts({ jars }: RaceOutcome): readonly Html[] {
  const cookies = Object.entries(jars);
  if (cookies.length === 0) return [html`no session cookie`];
  return cookies.map(([browser, value]) => html`<p>${browser}: <code>${value}</code></p>`);
}
