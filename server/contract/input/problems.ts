import { z } from 'zod';
import { type Problem, type ProblemParams, problem } from '../errors.ts';
import type { InputCode } from './input-words.ts';
import { keyHomes } from './key-homes.ts';
import { nearest } from './nearest.ts';

export type InputProblem = Problem<InputCode>;

/**
 * What a schema did not accept of what it was given, each with its path inside it, `steps[1].send.path`; an unknown key
 * comes with the nearest known one. `at` is where it was given.
 */
export function problemsOf(error: z.ZodError, schema: z.ZodType, given: unknown, at = ''): InputProblem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, { schema, given, at }));
}

type Given = { schema: z.ZodType; given: unknown; at: string };

/** `steps[1].send` from `steps`, 1, `send`, below a prefix. */
function pathText(path: readonly PropertyKey[], prefix = ''): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    if (!/^[\w$-]+$/.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text === '' ? name : `${text}.${name}`;
  }, prefix);
}

function problemsOfIssue(issue: z.core.$ZodIssue, whole: Given): InputProblem[] {
  const at = pathText(issue.path, whole.at);
  const input = valueAt(whole.given, issue.path);
  if (!isWordedByZod(issue, input)) return [problem('schema-says', at, { message: issue.message })];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const owner = objectAt(whole.schema, issue.path);
      const known = owner === null ? [] : Object.keys(owner.shape);
      return issue.keys.map((key) => {
        const place = owner && keyHomes.get(owner)?.placeOf(key);
        if (place && 'home' in place) return problem('misplaced-key', at, { key, home: place.home });
        return problem('unknown-key', at, { key, nearest: place ? place.nearest : nearest(key, known) });
      });
    }
    case 'invalid_union': {
      const branches = issue.errors.filter((branch) => branch.length > 0);
      const deeper = branches.find((branch) => !branch.some(isOfAnotherType));
      const below = (inner: z.core.$ZodIssue) => ({ ...inner, path: [...issue.path, ...inner.path] });
      if (deeper !== undefined) return deeper.flatMap((inner) => problemsOfIssue(below(inner), whole));
      const firsts = branches.flatMap(([first]) =>
        first === undefined ? [] : problemsOfIssue(below(first), whole).slice(0, 1),
      );
      return [problem('no-variant', at, { wants: distinct(firsts.flatMap(wantsOf)) })];
    }
    case 'invalid_type':
      return [
        input === undefined
          ? problem('missing', at, { expected: issue.expected })
          : problem('wrong-type', at, { expected: issue.expected, found: z.core.util.parsedType(input) }),
      ];
    case 'invalid_value': {
      const { values } = issue;
      if (values.length <= maxListed)
        return [problem('none-of', at, { known: values.map(z.core.util.stringifyPrimitive) })];
      const found = typeof input === 'string' ? input : null;
      return [
        problem('none-of-many', at, {
          count: values.length,
          found: found?.slice(0, 60) ?? null,
          nearest: found === null ? null : nearest(found, values.map(String)),
        }),
      ];
    }
    case 'too_big':
      return [problem('out-of-range', at, { too: 'big', ...sizeOf(issue, issue.maximum, '<') })];
    case 'too_small':
      return [problem('out-of-range', at, { too: 'small', ...sizeOf(issue, issue.minimum, '>') })];
    default:
      return issue.code === 'invalid_format' && issue.format === 'regex' && issue.pattern !== undefined
        ? [problem('wrong-pattern', at, { pattern: issue.pattern })]
        : [problem('library-said', at, { message: issue.message })];
  }
}

/** Whether the schema has no sentence of its own for this. */
function isWordedByZod(issue: z.core.$ZodIssue, input: unknown): boolean {
  if (issue.code === 'custom') return false;
  const worded = z.config().localeError?.({ ...issue, input } as z.core.$ZodRawIssue);
  return (typeof worded === 'string' ? worded : worded?.message) === issue.message;
}

/** Values listed at most; of more, only the nearest is named. */
const maxListed = 12;

type Wants = ProblemParams['no-variant']['wants'];

/** What one variant of several would have taken. */
function wantsOf(one: InputProblem): Wants {
  if (one.code === 'no-variant') return one.params.wants;
  if (one.code === 'missing' || one.code === 'wrong-type') return [{ expected: one.params.expected }];
  if (one.code === 'none-of') return [{ expected: one.params.known.join(', ') }];
  return one.code === 'schema-says' ? [{ says: one.params.message }] : [];
}

const distinct = (wants: Wants): Wants => [
  ...new Map(wants.map((want) => [JSON.stringify(want), want])).values(),
];

const units: Readonly<Record<string, string>> = {
  string: 'characters',
  array: 'items',
  set: 'items',
  map: 'entries',
};

function sizeOf(
  { origin, inclusive, exact }: { origin: string; inclusive?: boolean; exact?: boolean },
  limit: number | bigint,
  sign: '<' | '>',
): Omit<ProblemParams['out-of-range'], 'too'> {
  const bound = `${exact ? 'exactly ' : inclusive ? `${sign}=` : sign}${limit}`;
  return { of: origin, bound, unit: units[origin] ?? null };
}

const isOfAnotherType = ({ path, code }: z.core.$ZodIssue): boolean =>
  path.length === 0 && (code === 'invalid_type' || code === 'invalid_value' || code === 'invalid_union');

const valueAt = (given: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (here, key) => (typeof here === 'object' && here !== null ? Reflect.get(here, key) : undefined),
    given,
  );

/** The object that a schema describes at a path; null where it describes none. */
function objectAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodObject | null {
  let here: unknown = schema;
  for (const key of path) {
    const outer = unwrapped(here);
    if (outer instanceof z.ZodObject) here = outer.shape[String(key)];
    else if (outer instanceof z.ZodArray) here = outer.element;
    else if (outer instanceof z.ZodRecord) here = outer.valueType;
    else return null;
  }
  const found = unwrapped(here);
  return found instanceof z.ZodObject ? found : null;
}

function unwrapped(schema: unknown): unknown {
  let inner = schema;
  while (
    inner instanceof z.ZodOptional ||
    inner instanceof z.ZodNullable ||
    inner instanceof z.ZodDefault ||
    inner instanceof z.ZodPrefault ||
    inner instanceof z.ZodPipe
  ) {
    if (!(inner instanceof z.ZodPipe)) inner = inner.unwrap();
    else inner = inner.in instanceof z.ZodTransform ? inner.out : inner.in;
  }
  if (!(inner instanceof z.ZodUnion)) return inner;
  // A word or an object: only the object has keys.
  const objects = inner.options.map(unwrapped).filter((option) => option instanceof z.ZodObject);
  return objects.length === 1 ? objects[0] : inner;
}
