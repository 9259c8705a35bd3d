import type { Told } from '../../contract/explain.ts';
import { type ScenarioInput, scenarioFormat } from '../../contract/scenario/scenario.ts';
import { parseScenario } from '../../scenarios/read/parse.ts';
import { say } from '../../words/explain/say.ts';
import { lineOf } from '../../words/problems.ts';
import { hasLabRoute, type RequestStep } from './request-step.ts';
import type { SentRequest } from './sent-request.ts';

/** A scenario that was drawn from something else, and what is to be said of it. */
export type DrawnScenario = { scenario: string | null; told: Told[] };

type Drawing = {
  title: string;
  options: NonNullable<ScenarioInput['lab']>['options'];
  steps: ScenarioInput['steps'];
  /** What the steps were drawn from. */
  requests: readonly RequestStep[];
  hasCookies: boolean;
  /** Said where there is a scenario. */
  notes: readonly Told[];
};

/** Draws a scenario file; none where its reader would not take it. */
export function drawScenario({ title, options, steps, requests, hasCookies, notes }: Drawing): DrawnScenario {
  if (requests.length === 0) return { scenario: null, told: [] };
  const isHttps = requests.some(({ spec }) => spec.proxy === 'https');
  const lab = { options: { ...(isHttps ? { trustProxy: 1 } : {}), ...options } };
  const file: ScenarioInput = {
    format: scenarioFormat,
    title: title.slice(0, 200),
    lab,
    browsers: ['alice'],
    steps,
  };
  const text = `${JSON.stringify(file, null, 2)}\n`;
  const parsed = parseScenario(text);
  const why = parsed.ok ? null : parsed.problems.slice(0, 3).map(lineOf).join('; ');
  return {
    scenario: why === null ? text : null,
    told: [
      ...leftOutOf(requests, hasCookies),
      ...(why === null ? notes : [say('no-scenario-drawn', { why })]),
    ],
  };
}

const mostNames = 12;
const some = (names: readonly string[]): string[] => [
  ...names.slice(0, mostNames),
  ...(names.length > mostNames ? [`and ${names.length - mostNames} more`] : []),
];
const distinct = (names: readonly string[]): string[] => [...new Set(names)];

/** What the scenario does not have of these requests, and what it has in another way. */
function leftOutOf(steps: readonly RequestStep[], hasCookies: boolean): Told[] {
  const credentials = distinct(steps.flatMap((step) => step.credentials));
  const headers = distinct(steps.flatMap((step) => step.headersLeftOut));
  const elsewhere = distinct(
    steps
      .map(({ spec }) => spec)
      .filter((spec) => !hasLabRoute(spec))
      .map(({ method, path }) => `${method} ${path.split('?', 1)[0]?.slice(0, 60)}`),
  );
  const told = new Map(steps.flatMap((step) => step.told).map((each) => [each.words, each]));
  return [
    ...told.values(),
    ...(hasCookies ? [say('cookies-left-out', {})] : []),
    ...(credentials.length === 0 ? [] : [say('credentials-left-out', { names: some(credentials) })]),
    ...(headers.length === 0 ? [] : [say('headers-left-out', { names: some(headers) })]),
    ...(elsewhere.length === 0 ? [] : [say('no-lab-route', { routes: some(elsewhere) })]),
    ...(steps.some(({ spec }) => spec.proxy === 'https') ? [say('https-by-proxy', {})] : []),
  ];
}

/** A request that no scenario sends. */
export const methodLeftOut = ({ method, url }: SentRequest): Told =>
  say('method-left-out', { method: method.slice(0, 20), path: url.pathname.slice(0, 60) });
