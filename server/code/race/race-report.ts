import { versionsText } from '../../contract/options/lab-config.ts';
import { optionCatalogue } from '../../contract/options/options.ts';
import { countText, percentText, shareOf, sumOf } from '../../contract/races/race-counts.ts';
import { raceAssurance, raceHeadline } from '../../contract/races/race-words.ts';
import { anomalyKinds, type Count, type RaceOutcome, type RaceResult } from '../../contract/races/races.ts';
import { storeKinds } from '../../contract/stores/store-kinds.ts';
import { type Html, html } from './html.ts';
import { reportBar } from './report-bar.ts';
import { outcomeSection } from './report-outcome.ts';
import { reportPage } from './report-page.ts';

export type RaceReport = { title: string; claim: string | null; result: RaceResult };

/** Outcomes that are shown whole; of more there is only the number. */
const shownAtMost = 40;

/** A race's result as one HTML page that needs nothing else: no script, nothing remote. */
export const raceReport = (report: RaceReport): string =>
  reportPage(`${report.title}: a race in every order`, raceBody(report));

/** What stands in such a page. */
export function raceBody({ title, claim, result }: RaceReport): Html {
  const { outcomes, anomalies } = result;
  const ranked = [
    ...anomalies.flatMap((anomaly) => {
      const ids = new Set(anomaly.outcomes);
      return outcomes.filter(({ id }) => ids.has(id));
    }),
    ...outcomes.filter(({ serial }) => serial),
  ];
  const rest = ranked.length - shownAtMost;
  return html`<h1>${title}</h1>
${claim === null ? null : html`<p class="soft">${claim}</p>`}
<p class="headline">${raceHeadline(result)}</p>
${reportBar(ranked)}
<p>${raceAssurance(result)}</p>
<h2>Requests</h2>
${requestTable(result)}
<h2>Outcomes</h2>
${summaryTable(result)}
${ranked.slice(0, shownAtMost).map((outcome) => outcomeSection(outcome, result))}
${rest > 0 ? html`<p>${countText(rest)} more outcomes are not shown here.</p>` : null}
<h2>Options</h2>
${optionTable(result)}
${footer(result)}`;
}

const requestTable = ({ requests }: RaceResult): Html => html`<table>
<thead><tr><th scope="col">Request</th><th scope="col">Browser</th><th scope="col">Method and path</th></tr></thead>
<tbody>
${requests.map(
  ({ id, browser, method, path }) =>
    html`<tr><th scope="row">${id}</th><td>${browser}</td><td class="mono">${method} ${path}</td></tr>`,
)}
</tbody>
</table>`;

function summaryTable({ anomalies, outcomes, schedules: { total } }: RaceResult): Html {
  if (anomalies.length === 0)
    return html`<p>Every order leaves what some order of one request after the other leaves.</p>`;
  return html`<table>
<thead><tr><th scope="col">Anomaly</th><th scope="col">Orders</th><th scope="col">What it is</th></tr></thead>
<tbody>
${anomalies.map(
  ({ kind, schedules }) =>
    html`<tr><th scope="row">${kind}</th><td>${countText(schedules)} (${percentText(shareOf(schedules, total))})</td><td>${anomalyKinds[kind]}</td></tr>`,
)}
<tr><th scope="row">none</th><td>${serialText(outcomes, total)}</td><td>As one request after the other would leave it.</td></tr>
</tbody>
</table>`;
}

function serialText(outcomes: readonly RaceOutcome[], total: Count): string {
  const schedules = sumOf(outcomes.filter(({ serial }) => serial).map((one) => one.schedules));
  return `${countText(schedules)} (${percentText(shareOf(schedules, total))})`;
}

/** Every option with its value, but for the secrets. */
function optionTable({ config }: RaceResult): Html {
  const rows = optionCatalogue
    .filter(({ path }) => path !== 'secret')
    .map(({ path, row }) => {
      const value = path
        .split('.')
        .reduce<unknown>(
          (of, key) => (typeof of === 'object' && of !== null ? Reflect.get(of, key) : of),
          config.options,
        );
      return html`<tr><th scope="row" class="mono">${row.label}</th><td class="mono">${value === null ? 'not set' : JSON.stringify(value)}</td></tr>`;
    });
  return html`<table>
<tbody>
<tr><th scope="row">store</th><td>${storeKinds[config.store.kind].label}</td></tr>
<tr><th scope="row">one request at a time per session</th><td>${config.oneAtATime ? 'yes' : 'no'}</td></tr>
${rows}
</tbody>
</table>`;
}

const footer = ({ versions, effort }: RaceResult): Html => html`<footer>
<p>Session Playground ran ${versionsText(versions)}: ${countText(effort.requests)} requests.
One process; steps are the calls of the store and the work of a handler; the clock stood still.</p>
</footer>`;
