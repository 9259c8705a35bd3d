import { z } from 'zod';

/** What each kind of refusal has to say, beside its place. */
const paramsByCode = {
  /** The sentence was made where it was refused. */
  refused: z.strictObject({ message: z.string() }),
  'invalid-input': z.strictObject({ message: z.string() }),
  'not-json': z.strictObject({ message: z.string() }),
  'not-plain-text': z.strictObject({}),
  'broken-off': z.strictObject({}),
  'too-large': z.strictObject({ bytes: z.number() }),
  'foreign-host': z.strictObject({ expected: z.string() }),
  'foreign-origin': z.strictObject({ expected: z.string() }),
  'wrong-method': z.strictObject({ expected: z.string() }),
  'no-token': z.strictObject({}),
  'wrong-token': z.strictObject({}),
};

export type ProblemParams = {
  [Code in keyof typeof paramsByCode]: z.infer<(typeof paramsByCode)[Code]>;
};
export type ProblemCode = keyof ProblemParams;

/**
 * Why something that was asked is not done. `at` is a path into what was given, `options.cookie.maxAge`; empty for the
 * whole. Its sentence is in server/words, by code and params; nothing decides by the sentence.
 */
export type Problem<Code extends ProblemCode = ProblemCode> = {
  [Each in Code]: { code: Each; at: string; params: ProblemParams[Each] };
}[Code];

const isCode = (text: string): text is ProblemCode => text in paramsByCode;

/** A problem as it crosses the wire: with its sentence, for who has no words of their own. */
export const toldProblemSchema = z.object({
  code: z.string().refine(isCode),
  at: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  message: z.string(),
});
