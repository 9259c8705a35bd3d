import { z } from 'zod';
import {
  faultPatchSchema,
  faultsNotRaced,
  type NotRaced,
  noFaults,
  patchFaults,
  patchInWords,
} from '../faults/faults.ts';
import { fromInWords } from '../hosts.ts';
import { browserNameSchema, type RequestSpec, requestSpecSchema } from '../requests.ts';
import { timeText } from '../time-text.ts';
import { expectationSchema } from './expectations.ts';
import { type RestartStep, restartStepSchema, restartWords } from './restart.ts';

/** The code of the problem that a step is before a race. */
type NotBeforeRace = 'overlap-before-race' | 'restart-of-race' | NotRaced;

export type StepRow<Schema extends z.ZodType> = {
  schema: Schema;
  /** What the step does, for people: a line for each request, none where nothing happens. */
  words: (content: z.output<Schema>) => string[];
  /** Why it cannot come before a race; null where the race's initial state has what it does. */
  notBeforeRace: (content: z.output<Schema>) => NotBeforeRace | null;
};
const row = <Schema extends z.ZodType>(
  schema: Schema,
  words: StepRow<Schema>['words'],
  notBeforeRace: StepRow<Schema>['notBeforeRace'],
): StepRow<Schema> => ({ schema, words, notBeforeRace });

const isPerformed = () => null;

/** A race is of one instance; what a restart finds under way overlaps with it. */
const notRestartedBeforeRace = (restart: RestartStep): NotBeforeRace | null =>
  restart.instance !== undefined
    ? 'restart-of-race'
    : restart.while === undefined
      ? null
      : 'overlap-before-race';

/** A step is an object with exactly one of these keys. What else each is stands in tables that are keyed by them too. */
export const stepRows = {
  send: row(requestSpecSchema, (request) => [requestWords(request)], isPerformed),
  together: row(
    z.array(requestSpecSchema).min(1).max(200),
    (requests) => requests.map(requestWords),
    ({ length }) => (length > 1 ? 'overlap-before-race' : null),
  ),
  /** ms to move the clock forward. */
  advance: row(
    z.int().min(1).max(3_155_760_000_000),
    (ms) => [`the clock moves on by ${timeText(ms)}`],
    isPerformed,
  ),
  /** ms to really wait. */
  wait: row(z.int().min(0).max(60_000), (ms) => (ms === 0 ? [] : [`${ms} ms pass`]), isPerformed),
  /** Options to change; those not named stay. */
  configure: row(
    z.record(z.string(), z.json()),
    (patch) => [`the options change: ${settings(patch)}`],
    isPerformed,
  ),
  /** Gives one browser the session cookie of another: stolen, or planted. */
  copyCookie: row(
    z.strictObject({ from: browserNameSchema, to: browserNameSchema }),
    ({ from, to }) => [`${to} gets ${from}’s session cookie`],
    isPerformed,
  ),
  /** What goes wrong from here on; `none` ends it. */
  fault: row(faultPatchSchema, patchInWords, (patch) => faultsNotRaced(patchFaults(noFaults, patch))),
  /** The app is started anew, as by a deploy; `while`: what is under way then. */
  restart: row(
    restartStepSchema,
    (restart) => [...(restart.while ?? []).map(requestWords), restartWords(restart)],
    notRestartedBeforeRace,
  ),
  /** The expectation has words of its own. */
  expect: row(expectationSchema, () => [], isPerformed),
};

type Rows = typeof stepRows;
export type StepKind = keyof Rows;
/** What a step of a kind holds, by its kind. */
export type StepContents = { [Kind in StepKind]: z.output<Rows[Kind]['schema']> };
export type Step = { [Kind in StepKind]: { [Key in Kind]: StepContents[Kind] } }[StepKind];
export type StepInput = { [Kind in StepKind]: { [Key in Kind]: z.input<Rows[Kind]['schema']> } }[StepKind];

export const stepKinds = Object.keys(stepRows) as StepKind[];

export const stepSchema: z.ZodType<Step, StepInput> = z.union(
  stepKinds.map((kind) => z.strictObject({ [kind]: stepRows[kind].schema })),
) as unknown as z.ZodType<Step, StepInput>;

/** A step in its parts, so that a table's row can be given what is its own. */
export function partsOf(
  step: Step,
): { [Kind in StepKind]: { kind: Kind; content: StepContents[Kind] } }[StepKind] {
  const [kind, content] = Object.entries(step)[0] ?? [];
  return { kind, content } as ReturnType<typeof partsOf>;
}

/** What a step does, in words: a line for each request; none for an expectation, which the checks themselves say. */
export function stepWords(step: Step): string[] {
  const { kind, content } = partsOf(step);
  return wordsOf(kind, content);
}

type Texts = {
  [Kind in StepKind]: Pick<StepRow<z.ZodType<StepContents[Kind]>>, 'words' | 'notBeforeRace'>;
};
const texts: Texts = stepRows;
const wordsOf = <Kind extends StepKind>(kind: Kind, content: StepContents[Kind]) =>
  texts[kind].words(content);
const refusalOf = <Kind extends StepKind>(kind: Kind, content: StepContents[Kind]) =>
  texts[kind].notBeforeRace(content);

/** Why a step cannot come before a race; null where it can. */
export function notBeforeRace(step: Step): NotBeforeRace | null {
  const { kind, content } = partsOf(step);
  return refusalOf(kind, content);
}

function requestWords({
  id,
  browser,
  method,
  path,
  work,
  after,
  cookies,
  host,
  from,
  ...request
}: RequestSpec): string {
  const given = request.json === undefined ? (request.form ?? request.multipart) : request.json;
  const with_ = given === undefined ? '' : ` with ${JSON.stringify(given)}`;
  const notes = [
    host === undefined ? null : `to ${host}`,
    from === undefined ? null : `by ${fromInWords(from)}`,
    work === undefined ? null : `working ${work} ms`,
    after === 0 ? null : `${after} ms later`,
    cookies === 'jar'
      ? null
      : typeof cookies === 'object'
        ? 'with a Cookie header of its own'
        : cookieWords[cookies],
    request.capture === undefined ? null : `capturing ${Object.keys(request.capture).join(', ')}`,
  ].filter((note) => note !== null);
  const name = id === undefined ? '' : `${id}: `;
  return `${name}${browser} sends ${method} ${path}${with_}${notes.length === 0 ? '' : `, ${notes.join(', ')}`}`;
}

const cookieWords: Readonly<Record<Extract<RequestSpec['cookies'], string>, string>> = {
  jar: '',
  omit: 'without cookies',
  'cross-site': 'from another site',
  'cross-site-link': 'by a link on another site',
  'cross-site-form': 'by a form on another site',
};

const settings = (given: unknown, prefix = ''): string =>
  typeof given === 'object' && given !== null && !Array.isArray(given)
    ? Object.entries(given)
        .map(([key, value]) => settings(value, prefix === '' ? key : `${prefix}.${key}`))
        .join(', ')
    : `${prefix} ${JSON.stringify(given)}`;
