import { type Html, html } from '../../code/race/html.ts';
import { raceBody } from '../../code/race/race-report.ts';
import { raceHeadline } from '../../contract/races/race-words.ts';
import type { AnomalyKind, RaceResult } from '../../contract/races/races.ts';
import type { ScenarioResult } from '../../contract/scenario/results.ts';
import { raceText } from '../text/race-text.ts';
import { resultText } from '../text/result-text.ts';

/** One thing that was asked of a file. `words`: what was found. */
export type Check = { name: string; holds: boolean; words: string };

/** What came of one file, in all that reporters need of it. */
export type Report = {
  file: string;
  title: string;
  /** Whether it is worth an exit code of 1. */
  isGrave: boolean;
  checks: Check[];
  text: string;
  json: unknown;
  section: Html;
};

export function runReport(file: string, result: ScenarioResult): Report {
  const { title, expectations, holds } = result;
  const checks = expectations.map(({ step, holds: own, expected, seen }) => ({
    name: `steps[${step}] ${expected}`,
    holds: own,
    words: `seen ${seen}`,
  }));
  const none = {
    name: 'something is checked',
    holds: false,
    words: 'It expects or sends nothing, so nothing was checked.',
  };
  const all = holds || checks.some((check) => !check.holds) ? checks : [...checks, none];
  return {
    file,
    title,
    isGrave: !holds,
    checks: all,
    text: resultText(result),
    json: result,
    section: html`<h1>${title}</h1>
<table><thead><tr><th scope="col"></th><th scope="col">Expected</th><th scope="col">Seen</th></tr></thead>
<tbody>
${all.map((one) => html`<tr><td>${one.holds ? '✓' : '✗'}</td><td>${one.name}</td><td>${one.words}</td></tr>`)}
</tbody></table>`,
  };
}

export type RaceShown = { title: string; claim: string | null; result: RaceResult };

/** `failOn`: which anomalies are failures; all unless it says which. */
export function raceReportOf(
  file: string,
  { title, claim, result }: RaceShown,
  failOn?: readonly AnomalyKind[],
): Report {
  const found = result.anomalies.map((one) => ({
    name: one.kind,
    holds: !(failOn?.includes(one.kind) ?? true),
    words: `${raceHeadline({ ...result, anomalies: [one] })} For example ${one.example.join(' ')}`,
  }));
  const whole = {
    name: `every order${result.schedules.exact ? '' : ' that was looked at'} ends as one request after the other`,
    holds: result.unmet === undefined,
    words: raceHeadline(result),
  };
  const checks = found.length > 0 && whole.holds ? found : [whole, ...found];
  return {
    file,
    title,
    isGrave: checks.some(({ holds }) => !holds),
    checks,
    text: raceText(title, claim, result),
    json: { title, claim, ...result },
    section: raceBody({ title, claim, result }),
  };
}
