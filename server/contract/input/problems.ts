import { z } from 'zod';
import { suggestion } from './nearest.ts';

/** What is wrong with something given from outside. `at` is the path inside it: `steps[1].send.path`; empty for the whole. */
export type InputProblem = { at: string; message: string };

/** Says in words what a schema did not accept, each with its path; an unknown key comes with the nearest known one. */
export function problemsOf(error: z.ZodError, schema: z.ZodType, at = ''): InputProblem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, schema, at));
}

/** `steps[1].send` from `steps`, 1, `send`, below a prefix. */
function pathText(path: readonly PropertyKey[], prefix = ''): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    if (!/^[\w$-]+$/.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text === '' ? name : `${text}.${name}`;
  }, prefix);
}

/** One line a problem: `steps[0].send.path: expected a path that starts with /`. */
export const problemLine = ({ at, message }: InputProblem): string =>
  at === '' ? message : `${at}: ${message}`;

function problemsOfIssue(issue: z.core.$ZodIssue, schema: z.ZodType, prefix: string): InputProblem[] {
  const at = pathText(issue.path, prefix);
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => ({ at, message: `unknown key "${key}"${suggestion(key, known)}` }));
  }
  if (issue.code === 'invalid_union' && issue.message === 'Invalid input') {
    const branches = issue.errors.filter((branch) => branch.length > 0);
    const deeper = branches.find((branch) => !branch.some(isOfAnotherType));
    if (deeper !== undefined) {
      return deeper.flatMap((inner) =>
        problemsOfIssue({ ...inner, path: [...issue.path, ...inner.path] }, schema, prefix),
      );
    }
    const wants = branches.map((branch) => inWords(branch[0]?.message ?? 'expected something else'));
    return [{ at, message: joinWants([...new Set(wants)]) }];
  }
  if (issue.code === 'invalid_value' && issue.values.length > maxListed) {
    return [
      { at, message: `expected one of ${issue.values.length} names${hintAmong(issue.values, issue.input)}` },
    ];
  }
  return [{ at, message: inWords(issue.message) }];
}

/** Values listed at most; of more, only the nearest is named. */
const maxListed = 12;

/** Known only when the value was parsed with `reportInput`. */
function hintAmong(values: readonly unknown[], input: unknown): string {
  if (typeof input !== 'string') return '';
  return `, found "${input.slice(0, 60)}"${suggestion(input, values.map(String))}`;
}

const isOfAnotherType = ({ path, code }: z.core.$ZodIssue): boolean =>
  path.length === 0 && (code === 'invalid_type' || code === 'invalid_value' || code === 'invalid_union');

const inWords = (message: string): string =>
  message
    .replace(/^Invalid (?:input|option|string): /, '')
    .replace(/^expected (.*), received undefined$/, 'missing: expected $1')
    .replace(/, received /, ', found ')
    .replace(/^(Too (?:big|small)): expected /, (_, size: string) => `${size.toLowerCase()}: expected `)
    .replaceAll('|', ', ');

function joinWants(wants: readonly string[]): string {
  const [first = 'expected something else', ...others] = wants.map((want) => want.replace(/, found .*$/, ''));
  return [first, ...others.map((want) => want.replace(/^expected /, ''))].join(' or ');
}

/** The keys of the object that a schema describes at a path; none where it describes no object. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let here: unknown = schema;
  for (const key of path) {
    const outer = unwrapped(here);
    if (outer instanceof z.ZodObject) here = outer.shape[String(key)];
    else if (outer instanceof z.ZodArray) here = outer.element;
    else if (outer instanceof z.ZodRecord) here = outer.valueType;
    else return [];
  }
  const found = unwrapped(here);
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
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
    inner = inner instanceof z.ZodPipe ? inner.in : inner.unwrap();
  }
  if (!(inner instanceof z.ZodUnion)) return inner;
  // A word or an object: only the object has keys.
  const objects = inner.options.map(unwrapped).filter((option) => option instanceof z.ZodObject);
  return objects.length === 1 ? objects[0] : inner;
}
