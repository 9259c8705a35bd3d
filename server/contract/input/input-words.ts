import type { Problem, ProblemParams, ProblemWords, SomeProblemWords } from '../errors.ts';
import { suggested } from './nearest.ts';

const wanted: Record<NonNullable<ProblemParams['not-json']['wanted']>, string> = {
  value: 'a value',
  'value or ]': 'a value or ]',
  name: 'a name in double quotes',
  'name or }': 'a name in double quotes, or }',
  ':': 'a colon after the name',
  'more in {': 'a comma or }',
  'more in [': 'a comma or ]',
  nothing: 'nothing more after the value',
};

const jsonFaults: Record<ProblemParams['not-json']['fault'], (params: ProblemParams['not-json']) => string> =
  {
    unexpected: (params) =>
      `expected ${params.wanted === null ? 'something else' : wanted[params.wanted]}, found ${params.found ?? 'the end of the text'}`,
    word: ({ found }) => `${found} is not JSON`,
    'control-character': () => 'a string cannot hold a line break or a control character',
    escape: () => 'a backslash that begins no escape of JSON',
    unclosed: () => 'a string that is never closed',
  };

const variantsText = ([
  first = { expected: 'something else' },
  ...others
]: ProblemParams['no-variant']['wants']) =>
  [
    'says' in first ? first.says : `expected ${first.expected}`,
    ...others.map((want) => ('says' in want ? want.says : want.expected)),
  ].join(' or ');

/** What is wrong with a text or value from outside, in words. They are in the contract because the page checks options itself. */
export const inputWords = {
  'library-said': ({ message }) => message,
  'not-json': (params) =>
    `not JSON at line ${params.line}, column ${params.column}: ${jsonFaults[params.fault](params)}`,
  'json-too-deep': ({ levels }) => `nested deeper than ${levels} levels`,
  'file-too-large': ({ what }) => `larger than 1 MB, the most ${what} may have`,
  'unknown-key': ({ key, nearest }) => `unknown key "${key}"${suggested(nearest)}`,
  'misplaced-key': ({ key, home }) => `unknown key "${key}": ${home}`,
  missing: ({ expected }) => `missing: expected ${expected}`,
  'wrong-type': ({ expected, found }) => `expected ${expected}, found ${found}`,
  'none-of': ({ known }) => `expected ${known.length === 1 ? '' : 'one of '}${known.join(', ')}`,
  'none-of-many': ({ count, found, nearest }) =>
    `expected one of ${count} names${found === null ? '' : `, found "${found}"${suggested(nearest)}`}`,
  'no-variant': ({ wants }) => variantsText(wants),
  'out-of-range': ({ too, of, bound, unit }) =>
    `too ${too}: expected ${of} to ${unit === null ? `be ${bound}` : `have ${bound} ${unit}`}`,
  'wrong-pattern': ({ pattern }) => `must match pattern ${pattern}`,
  'schema-says': ({ message }) => message,
} satisfies SomeProblemWords;

export type InputCode = keyof typeof inputWords;
const words: ProblemWords<InputCode> = inputWords;

export const inputSentence = <Code extends InputCode>({ code, params }: Problem<Code>): string =>
  words[code](params);
