import { namesIn } from '../../browsers/captures.ts';
import { messageFor } from '../../browsers/message.ts';
import { below } from '../../contract/errors.ts';
import type { RaceSpec } from '../../contract/races/races.ts';
import type { RequestSpec } from '../../contract/requests.ts';
import {
  notBeforeRace,
  partsOf,
  type Step,
  type StepContents,
  type StepKind,
} from '../../contract/scenario/steps.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import { keyText, valueText } from '../express/express-code-words.ts';

/** What is done before the race, and the requests that race, as data of the generated test. */
export function sentText({ browsers, before, requests }: RaceSpec): string {
  const steps = before.flatMap(textsOf);
  const raceRequests = requests.map(
    (spec, place) => `  ${keyText(idOf(spec, place))}: ${requestText(spec, `requests[${place}]`)},`,
  );
  return [
    `const browsers = ${valueText(browsers)};`,
    steps.length === 0
      ? 'const before = [];'
      : `const before = [\n${steps.map((step) => `  ${step},`).join('\n')}\n];`,
    `const requests = {\n${raceRequests.join('\n')}\n};`,
  ].join('\n');
}

const idOf = ({ id }: RequestSpec, place: number): string => id ?? String.fromCharCode(65 + place);

/** Each kind of step as the test has it before its race; none for what changes nothing. */
const stepTexts: { [Kind in StepKind]: (content: StepContents[Kind], at: string) => string[] } = {
  send: (spec, at) => [`{ send: ${requestText(spec, at)} }`],
  together: (specs, at) => specs.map((spec) => `{ send: ${requestText(spec, at)} }`),
  advance: (ms) => [`{ advance: ${ms} }`],
  // The clock stands still, so waiting is no more than its moving on.
  wait: (ms) => (ms === 0 ? [] : [`{ advance: ${ms} }`]),
  // Session IDs are the test's own, whatever makes them.
  configure: ({ genid: _, ...patch }, at) => {
    const apart = ['trustProxy', 'cookieForm', 'name', 'secret'].find((key) => key in patch);
    if (apart === undefined) return [`{ configure: ${valueText(patch)} }`];
    throw problemError('change-not-in-test', at, { option: apart });
  },
  copyCookie: (copied) => [`{ copyCookie: ${valueText(copied)} }`],
  // A race has only those that leave the store working.
  fault: () => [],
  expect: () => [],
};

function textsOf(step: Step, place: number): string[] {
  const { kind, content } = partsOf(step);
  const at = `before[${place}]`;
  const refused = notBeforeRace(step);
  if (refused !== null) throw problemError(refused, `${at}.${kind}`, {});
  return textOf(kind, content, at);
}

const textOf = <Kind extends StepKind>(kind: Kind, content: StepContents[Kind], at: string): string[] =>
  stepTexts[kind](content, at);

function requestText(spec: RequestSpec, at: string): string {
  const { browser, path, cookies, follow, app } = spec;
  if (app !== undefined) throw problemError('other-app-not-in-test', at, {});
  if (typeof cookies === 'string' && cookies.startsWith('cross-site'))
    throw problemError('other-site-not-in-test', at, {});
  if (namesIn(spec).length > 0) throw problemError('capture-not-in-test', at, {});
  const made = messageFor({ ...spec, work: undefined }, 'http://lab');
  if (!made.ok) throw new ProblemError(below(at, made.problems));
  const { method, headers, body } = made.message;
  return valueText({
    browser,
    method,
    path,
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(body !== null && { body }),
    ...(cookies === 'omit' && { cookies: '' }),
    ...(typeof cookies === 'object' && { cookies: cookies.edited }),
    ...(follow !== 'never' && { follow: true }),
  });
}
