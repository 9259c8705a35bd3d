import type { Problem, ProblemCode, ProblemParams } from '../contract/errors.ts';

/** A sentence for each problem, without its place. */
const sentences: { [Code in ProblemCode]: (params: ProblemParams[Code]) => string } = {
  refused: ({ message }) => message,
  'invalid-input': ({ message }) => message,
  'not-json': ({ message }) => message,
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

/** One line: `browser: there is no browser “bob”.` */
function lineOf(problem: Problem): string {
  const sentence = sentenceOf(problem);
  return problem.at === '' ? sentence : `${problem.at}: ${sentence}`;
}

/** Ends what was asked, and says why. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(lineOf(problem));
    this.problem = problem;
  }
}
