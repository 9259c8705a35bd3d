import { z } from 'zod';
import { paramsByCode } from './problem-params.ts';

const text = z.string();

export type ProblemParams = {
  [Code in keyof typeof paramsByCode]: z.infer<(typeof paramsByCode)[Code]>;
};
export type ProblemCode = keyof ProblemParams;

/**
 * Why something that was asked is not done. `at` is a path into what was given, `options.cookie.maxAge`; empty for the
 * whole. Its sentence is in server/words, by code and params; nothing decides by the sentence.
 */
export type Problem<Code extends ProblemCode = ProblemCode> = ProblemOf<ProblemParams, Code>;

/** A problem by its code, of a list of the codes with their parameters. */
export type ProblemOf<Params, Code extends keyof Params = keyof Params> = {
  [Each in Code]: { code: Each; at: string; params: Params[Each] };
}[Code];

/** A sentence for each of some problems, without its place. */
export type ProblemWords<Code extends ProblemCode> = {
  [Each in Code]: (given: ProblemParams[Each]) => string;
};
/** Those of an area. */
export type SomeProblemWords = Partial<ProblemWords<ProblemCode>>;

/** Nothing was done, for these reasons. */
export type Refused = { ok: false; problems: Problem[] };

/** What came of a call that can be refused. */
export type Result<Value = object> = ({ ok: true } & Value) | Refused;

export const problem = <Code extends ProblemCode>(
  code: Code,
  at: string,
  given: ProblemParams[Code],
): Problem<Code> => ({ code, at, params: given });

export const refuse = <Code extends ProblemCode>(
  code: Code,
  at: string,
  given: ProblemParams[Code],
): { ok: false; problems: Problem<Code>[] } => ({ ok: false, problems: [problem(code, at, given)] });

/** The problems of what was given as a part, by their places in the whole. */
export const below = (at: string, problems: readonly Problem[]): Problem[] =>
  problems.map((each) => ({ ...each, at: [at, each.at].filter((path) => path !== '').join('.') }));

/** What a lab refused after a patch of its options, at its place in the patch. */
export const inPatch = (at: string, problems: readonly Problem[]): Problem[] =>
  below(
    at,
    problems.map((each) => ({ ...each, at: each.at.replace(/^(?:lab\.)?options\.?/, '') })),
  );

const isCode = (code: string): code is ProblemCode => Object.hasOwn(paramsByCode, code);

/** What a thread gives for a problem. */
const problemSchema = z.custom<Problem>((value) => {
  const { success, data } = z.strictObject({ code: text, at: text, params: z.unknown() }).safeParse(value);
  return success && isCode(data.code) && paramsByCode[data.code].safeParse(data.params).success;
});

/** What a thread gives for what came of a call. */
export const resultSchema = <Value extends z.core.$ZodLooseShape>(value: Value) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), ...value }),
    z.object({ ok: z.literal(false), problems: z.array(problemSchema).min(1) }),
  ]);

/** A problem as it crosses the wire: with its sentence, for who has no words of their own. */
export const toldProblemSchema = z.object({
  code: text.refine(isCode),
  at: text,
  params: z.record(text, z.json()),
  message: text,
});
export type ToldProblem = z.infer<typeof toldProblemSchema>;

/** One line: `steps[0].send.path: expected a path that starts with /`. */
export const toldLine = ({ at, message }: Pick<ToldProblem, 'at' | 'message'>): string =>
  at === '' ? message : `${at}: ${message}`;
