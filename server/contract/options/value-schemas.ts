import { z } from 'zod';

/** Numbers that JSON does not have, by the text that stands for each in files, in `--set` and on the page. */
const unwritableNumbers = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
} as const;
export type NumberName = keyof typeof unwritableNumbers;
const numberNames = Object.keys(unwritableNumbers) as [NumberName, ...NumberName[]];

const isNumberName = (value: unknown): value is NumberName =>
  typeof value === 'string' && Object.hasOwn(unwritableNumbers, value);

/** The number that a value stands for; any other value as it is. */
export const numberMeant = <Value>(value: Value): Exclude<Value, NumberName> | number =>
  isNumberName(value) ? unwritableNumbers[value] : (value as Exclude<Value, NumberName>);

/** What JSON can carry of a number. */
export const writableNumber = (value: number): number | NumberName =>
  Number.isFinite(value) ? value : Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';

/** `1e999` in a file is Infinity, which has to be written down again. */
const anyNumber = z.union([
  z.number(),
  z.nan().transform(writableNumber),
  z.literal([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]).transform(writableNumber),
  z.literal(numberNames),
]);

/** `false` and `''`, which count as no expiry but for one thing: a changed session sends its cookie anew. */
const noSpan = [z.literal(false), z.literal(''), z.null()] as const;

export const shown = (value: unknown): string => JSON.stringify(value) ?? String(value);
const found = (expected: string, value: unknown): string =>
  `expected ${expected}, found ${z.core.util.parsedType(value)}`;

/** Of on and off express-session only asks whether there is something. */
export const onOrOff = z.boolean({
  error: ({ input }) =>
    `${found('boolean', input)}; to express-session ${shown(input)} counts as ${Boolean(input)}: write ${Boolean(input)}`,
});

export const maxAgeSchema = z.union([anyNumber, ...noSpan], {
  error: ({ input }) =>
    `${found('number', input)}: express-session throws “maxAge must be a number or Date” at it, and the first request ends the process; give ms as a number, a Date as cookie.expires`,
});

/** How a Date reads where it is none. */
export const invalidDate = 'Invalid Date';

const dateWords = ({ input }: { input?: unknown }): string =>
  `expected a date, such as 2030-01-01T00:00:00Z, or a number of ms, found ${shown(input)}: “${invalidDate}” stands for a Date that is none`;

/** Text of a date in a file stands for `new Date(text)` in code; as text, express-session throws at it. */
const dateText = z
  .string()
  .refine((text) => text === invalidDate || (/[-/:\s]/.test(text) && !Number.isNaN(Date.parse(text))), {
    error: dateWords,
  });

export const expiresSchema = z.union([anyNumber, ...noSpan, dateText], { error: dateWords });

/** The Date or number that `cookie.expires` is in code. */
export const expiresMeant = (value: z.output<typeof expiresSchema>): Date | number | false | '' | null => {
  const number = numberMeant(value);
  return typeof number === 'string' && number !== '' ? new Date(number) : number;
};
