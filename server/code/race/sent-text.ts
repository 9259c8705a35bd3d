import { filled, namesIn } from '../../browsers/captures.ts';
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
import { keyText, literal, valueText } from '../express/express-code-words.ts';

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
    const apart = ['trustProxy', 'cookieForm', 'cookieFunction', 'name', 'secret'].find(
      (key) => key in patch,
    );
    if (apart === undefined) return [`{ configure: ${valueText(patch)} }`];
    throw problemError('change-not-in-test', at, { option: apart });
  },
  copyCookie: (copied) => [`{ copyCookie: ${valueText(copied)} }`],
  // What a process has in its memory, and what its store keeps, is not the test's to say.
  restart: (_, at) => {
    throw problemError('restart-not-in-test', at, {});
  },
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
  const { browser, cookies, follow, app, host, from, headers: given = {} } = spec;
  if (app !== undefined) throw problemError('other-app-not-in-test', at, {});
  if (typeof cookies === 'string' && cookies.startsWith('cross-site'))
    throw problemError('other-site-not-in-test', at, {});
  const isElsewhere = host !== undefined || Object.keys(given).some((name) => name.toLowerCase() === 'host');
  if (isElsewhere || from !== undefined) throw problemError('other-host-not-in-test', at, {});
  const { sent, begin, names } = marked(spec);
  const made = messageFor({ ...sent, work: undefined }, 'http://lab');
  if (!made.ok) throw new ProblemError(below(at, made.problems));
  const { method, headers, body } = made.message;
  const text = (value: string, as?: string) => codeOf(madeOf(value, names, as));
  const path = madeOf(begin === null ? sent.path : sent.path.slice(1), names, 'encodeURIComponent');
  const members = {
    browser: literal(browser),
    method: literal(method),
    path: codeOf(begin === null ? path : [`pathIn(${capturedAs(begin)})`, ...path]),
    ...(Object.keys(headers).length > 0 && {
      headers: objectText(Object.entries(headers).map(([name, value]) => [name, text(value)])),
    }),
    ...(body !== null && { body: text(body, asIn(spec)) }),
    ...(cookies === 'omit' && { cookies: "''" }),
    ...(typeof sent.cookies === 'object' && { cookies: text(sent.cookies.edited) }),
    ...(follow !== 'never' && { follow: 'true' }),
    ...(spec.capture !== undefined && { capture: valueText(spec.capture) }),
  };
  return objectText(Object.entries(members));
}

const objectText = (members: ReadonlyArray<readonly [string, string]>): string =>
  `{ ${members.map(([key, text]) => `${keyText(key)}: ${text}`).join(', ')} }`;

/** A mark stays as it is however it is sent. */
const markOf = (place: number): string => `zqCaptured${place}qz`;
const marks = /zqCaptured(\d+)qz/;

/** A request with marks where it sends what was captured; `begin`: the name of what its path begins with. */
function marked(spec: RequestSpec): { sent: RequestSpec; begin: string | null; names: string[] } {
  const names = namesIn(spec);
  const [whole = '', begin = null] = /^\$\{([A-Za-z][\w-]{0,31})\}/.exec(spec.path) ?? [];
  const given = begin === null ? spec : { ...spec, path: `/${spec.path.slice(whole.length)}` };
  const made = filled(given, new Map(names.map((name, place) => [name, markOf(place)])));
  if (!made.ok) throw new ProblemError(made.problems);
  return { sent: made.spec, begin, names };
}

/** How a value is written in a request's body. */
const asIn = ({ json, form }: RequestSpec): string | undefined =>
  json !== undefined ? 'asJson' : form !== undefined ? 'asForm' : undefined;

/** What a text is put together from, as code: texts, and what was captured. `as`: how that is written there. */
function madeOf(text: string, names: readonly string[], as?: string): string[] {
  const parts = text.split(marks).map((part, at) => {
    if (at % 2 === 0) return literal(part);
    const value = capturedAs(names[Number(part)] ?? '');
    return as === undefined ? value : `${as}(${value})`;
  });
  return parts.length === 1 ? parts : parts.filter((part) => part !== "''");
}

const codeOf = (parts: readonly string[]): string => {
  const isPlain = parts.length === 1 && parts[0]?.startsWith("'");
  return `${isPlain ? '' : '(captured) => '}${parts.join(' + ')}`;
};

const capturedAs = (name: string): string =>
  name.includes('-') ? `captured[${literal(name)}]` : `captured.${name}`;

/** Whether the test has to capture anything. */
export const capturesIn = ({ before }: RaceSpec): boolean =>
  before.some((step) => {
    const sent = 'send' in step ? [step.send] : 'together' in step ? step.together : [];
    return sent.some(({ capture }) => capture !== undefined);
  });
