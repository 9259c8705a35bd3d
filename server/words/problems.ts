import {
  type Problem,
  type ProblemCode,
  type ProblemParams,
  type ProblemWords,
  problem,
  type ToldProblem,
  toldLine,
} from '../contract/errors.ts';
import { inputWords } from '../contract/input/input-words.ts';
import { fileWords } from './files.ts';
import { labWords } from './lab.ts';
import { raceWords } from './races.ts';
import { scenarioWords } from './scenarios.ts';
import { storeWords } from './stores.ts';
import { userAppWords } from './user-app.ts';

/** A sentence for each problem, without its place; one that is missing does not compile. */
const sentences: ProblemWords<ProblemCode> = {
  ...inputWords,
  ...labWords,
  ...raceWords,
  ...scenarioWords,
  ...storeWords,
  ...userAppWords,
  ...fileWords,
  'not-plain-text': () => 'expected UTF-8 text, not compressed',
  'broken-off': () => 'it could not be read to its end',
  'too-large': ({ bytes }) => `expected at most ${bytes} bytes`,
  'foreign-host': ({ expected }) => `expected ${expected}`,
  'foreign-origin': ({ expected }) => `expected ${expected}, or none`,
  'wrong-method': ({ expected }) => `expected ${expected}`,
  'no-token': () => 'expected the bearer token of the address printed at start; none was given',
  'wrong-token': () => 'expected the bearer token of the address printed at start; this one is wrong',
};

export const sentenceOf = <Code extends ProblemCode>({ code, params }: Problem<Code>): string =>
  sentences[code](params);

/** As it crosses the wire. */
export const told = (problem: Problem): ToldProblem => ({ ...problem, message: sentenceOf(problem) });

/** One line: `browser: there is no browser “bob”.` */
export const lineOf = (problem: Problem): string => toldLine(told(problem));

/** Of so many problems more help nobody. */
const mostLines = 100;
const longestLine = 2000;

/** Ends what was asked, and says why. `source`: the file or the flag in which it was given, where that is known. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[];
  readonly source: string | null;

  constructor(problems: readonly Problem[], source: string | null = null) {
    const lines = problems
      .slice(0, mostLines)
      .map((each) => (source === null ? lineOf(each) : toldLine({ at: source, message: lineOf(each) })))
      .map((line) => line.replace(/\s*[\r\n]\s*/g, ' ').slice(0, longestLine));
    const more = problems.length - lines.length;
    if (more > 0) lines.push(`… and ${more.toLocaleString('en')} more`);
    super(lines.join(source === null ? '; ' : '\n'));
    this.problems = problems;
    this.source = source;
  }
}

export const problemError = <Code extends ProblemCode>(
  code: Code,
  at: string,
  params: ProblemParams[Code],
  source: string | null = null,
  // TypeScript does not see that each of some is one of all.
): ProblemError => new ProblemError([problem(code, at, params) as Problem], source);
