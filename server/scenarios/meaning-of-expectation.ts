import { type Problem, problem } from '../contract/errors.ts';
import { nearest } from '../contract/input/nearest.ts';
import {
  type Expectation,
  type ExpectationKind,
  type Expectations,
  expectationParts,
} from '../contract/scenario/expectations.ts';
import { verdictRules } from '../contract/verdicts/verdict.ts';
import { momentOf } from './check-course.ts';
import type { ValueAsked } from './value-at.ts';

/** What a cookie in a jar can be asked for: the attributes of JarCookie. */
const cookieAttributes = [
  'value',
  'domain',
  'hostOnly',
  'path',
  'expires',
  'httpOnly',
  'secure',
  'sameSite',
  'partition',
] as const;

/** Names that must be known where an expectation stands: `at` is the path inside it. */
type Named = { at: string; name: string };

type Row<Kind extends ExpectationKind> = {
  /** The browsers and requests that it names; null for a kind that names none. */
  browsers: null | ((expectation: Expectations[Kind]) => Named[]);
  requests: null | ((expectation: Expectations[Kind]) => Named[]);
  /** What could only ever hold, or never; null where any of the kind can be either. */
  problems: null | ((expectation: Expectations[Kind], at: string) => Problem[]);
};

const at = (key: string, name: string | undefined): Named[] =>
  name === undefined ? [] : [{ at: key, name }];
const pair = (key: string, names: readonly string[]): Named[] =>
  names.map((name, place) => ({ at: `${key}[${place}]`, name }));

const rows: { [Kind in ExpectationKind]: Row<Kind> } = {
  response: {
    browsers: null,
    requests: ({ response }) => at('response', response),
    problems: (expectation, place) => {
      const known = ['status', 'body', 'json', 'setCookie', 'location', 'headers', 'failed'];
      if (Object.keys(expectation).length === 1) return [problem('expects-nothing', place, { known })];
      return expectation.json === undefined ? [] : problemsOfValue(expectation.json, `${place}.json`);
    },
  },
  session: { browsers: ({ session }) => at('session', session), requests: null, problems: problemsOfValue },
  stored: { browsers: null, requests: ({ stored }) => at('stored', stored), problems: problemsOfValue },
  sessions: { browsers: null, requests: null, problems: null },
  cookie: {
    browsers: ({ cookie }) => at('cookie', cookie),
    requests: null,
    problems: ({ attributes, present }, place) => {
      if (attributes === undefined) return [];
      if (!present) return [problem('absent-has-none', `${place}.attributes`, {})];
      const known: readonly string[] = cookieAttributes;
      return Object.keys(attributes)
        .filter((key) => !known.includes(key))
        .map((key) => problem('unknown-key', `${place}.attributes`, { key, nearest: nearest(key, known) }));
    },
  },
  jar: { browsers: ({ jar }) => at('jar', jar), requests: null, problems: null },
  sent: {
    browsers: null,
    requests: ({ sent }) => at('sent', sent),
    problems: ({ reason, present }, place) => {
      if (reason === undefined) return [];
      if (present !== false) return [problem('sent-not-kept-back', `${place}.reason`, {})];
      return verdictRules[reason].decision === 'not sent'
        ? []
        : [problem('keeps-nothing-back', `${place}.reason`, { rule: reason })];
    },
  },
  refused: {
    browsers: null,
    requests: ({ refused }) => at('refused', refused),
    problems: ({ reason }, place) =>
      reason === undefined || verdictRules[reason].decision === 'refused'
        ? []
        : [problem('refuses-nothing', `${place}.reason`, { rule: reason })],
  },
  store: { browsers: null, requests: ({ store }) => at('store', store), problems: null },
  operations: { browsers: null, requests: ({ request }) => at('request', request), problems: null },
  verdict: { browsers: null, requests: ({ verdict }) => at('verdict', verdict), problems: null },
  error: { browsers: null, requests: ({ error }) => at('error', error), problems: null },
  logged: { browsers: null, requests: null, problems: null },
  same: { browsers: null, requests: ({ same }) => pair('same', same), problems: null },
  different: { browsers: null, requests: ({ different }) => pair('different', different), problems: null },
  before: {
    browsers: null,
    requests: ({ before }) =>
      pair(
        'before',
        before.map((text) => momentOf(text)?.id ?? text),
      ),
    problems: null,
  },
  size: { browsers: ({ size }) => at('size', size), requests: null, problems: null },
  lifetime: { browsers: ({ lifetime }) => at('lifetime', lifetime), requests: null, problems: null },
  took: { browsers: null, requests: ({ took }) => at('took', took), problems: null },
  answeredBy: {
    browsers: null,
    requests: ({ answeredBy }) => at('answeredBy', answeredBy),
    problems: ({ instance, app }, place) =>
      instance === undefined && app === undefined ? [problem('instance-or-app', place, {})] : [],
  },
};

/** What an expectation names that must be known where it stands, and what is wrong with it in itself. */
export function meaningOf(expectation: Expectation, place: string): Meaning {
  const { kind, content } = expectationParts(expectation);
  return meaningIn(kind, content, place);
}

type Meaning = { browsers: Named[]; requests: Named[]; problems: Problem[] };

function meaningIn<Kind extends ExpectationKind>(
  kind: Kind,
  expectation: Expectations[Kind],
  place: string,
): Meaning {
  const { browsers, requests, problems } = rows[kind];
  return {
    browsers: browsers?.(expectation) ?? [],
    requests: requests?.(expectation) ?? [],
    problems: problems?.(expectation, place) ?? [],
  };
}

function problemsOfValue(asked: ValueAsked, place: string): Problem[] {
  return asked.exists === false && asked.equals !== undefined
    ? [problem('nothing-is-equal', `${place}.equals`, {})]
    : [];
}
