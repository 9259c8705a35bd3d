import { versionsText } from '../../contract/options/lab-config.ts';
import type { Cause, ExpectationResult, ScenarioResult } from '../../contract/scenario/results.ts';
import { storeText } from '../../contract/stores/store-text.ts';
import { oneLine } from '../process/output.ts';
import { foundAppLines } from './race-text.ts';

/** A scenario's result as text for a reader. */
export function resultText(result: ScenarioResult): string {
  const { title, claim, expectations, requests, stops = [], versions, config, app } = result;
  const holding = expectations.filter(({ holds }) => holds).length;
  const outcome =
    expectations.length === 0
      ? 'It expects nothing, so nothing was checked.'
      : `${holding} of ${expectations.length} expectations hold.${requests === 0 ? ' It sends no request, so nothing was checked.' : ''}`;
  const setting = `${count(requests, 'request')}, store ${storeText(config.store)}`;
  const running = versionsText(versions);
  return [
    oneLine(title),
    ...(claim === null ? [] : [`  ${oneLine(claim)}`]),
    '',
    ...expectations.flatMap(expectationLines),
    ...(expectations.length === 0 ? [] : ['']),
    outcome,
    ...stops.map((message) => oneLine(`The lab was stopped during the run: ${message}`)),
    ...(app === undefined ? [] : foundAppLines(app)),
    `${setting}; ${running}`,
    '',
  ].join('\n');
}

function expectationLines({ step, holds, expected, seen, event, causes = [] }: ExpectationResult): string[] {
  const place = event === null ? '' : ` (event ${event})`;
  if (holds) return [oneLine(`  ✓ steps[${step}] ${expected}${place}`)];
  return [
    `  ✗ steps[${step}] expected ${expected}`,
    `      seen ${seen}${place}`,
    // What is seen may be a verdict itself.
    ...causes.filter(({ sentence }) => !seen.includes(sentence)).map(causeLine),
  ].map(oneLine);
}

/** A verdict of the request, under what was seen of it. */
const causeLine = ({ request, rule, sentence }: Cause): string =>
  `      ${request}: ${sentence}${rule === null ? '' : ` [${rule}]`}`;

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
