import { z } from 'zod';

/** How a setting is asked for. The form draws its control from this. `ms` in ms, from `least` to `most`. */
export type FaultControl =
  | { type: 'ms'; least: number; most: number }
  | { type: 'count' }
  | { type: 'connection' }
  | { type: 'operation' };

/** One thing that may be wrong with a target: what it can be set to, and what it is while nothing is wrong. */
export type FaultSetting<Schema extends z.ZodType = z.ZodType> = {
  schema: Schema;
  none: z.output<Schema>;
  control: FaultControl;
  label: string;
  /** What is said where it is set back to `none`. */
  over: string;
};

export type FaultSettings = Readonly<Record<string, FaultSetting>>;
export type FaultValue<Settings extends FaultSettings> = {
  readonly [Key in keyof Settings]: z.output<Settings[Key]['schema']>;
};

/** What may be wrong with one target. How it is made to happen stands in `server/lab/faults/applied-faults.ts`. */
export type FaultRow<Settings extends FaultSettings = FaultSettings> = {
  /** `Store` */
  label: string;
  /** As sentences about it begin: `The store`. */
  subject: string;
  settings: Settings;
  /** What is wrong, each as what follows the subject; none where nothing is. */
  words(value: FaultValue<Settings>): string[];
};

/** Keeps the settings' own types, so that the faults' type can be inferred from the table. */
export const faultRow = <Settings extends FaultSettings>(row: FaultRow<Settings>): FaultRow<Settings> => row;

export const setting = <Schema extends z.ZodType>(given: FaultSetting<Schema>): FaultSetting<Schema> => given;

/** So many ms, 0 for none. */
export const msSetting = (label: string, over: string, most: number, least = 0) =>
  setting({
    schema: z.int().min(least).max(most),
    none: 0,
    control: { type: 'ms', least, most },
    label,
    over,
  });

export const countSchema = z.union([z.int().min(0).max(10_000), z.literal('always')]);
export type Count = z.output<typeof countSchema>;

/** How often it still happens. */
export const countSetting = (label: string, over: string) =>
  setting({ schema: countSchema, none: 0, control: { type: 'count' }, label, over });

/** `once`, `3 times`, `each time`. */
export const howOften = (count: Count): string =>
  count === 'always' ? 'each time' : count === 1 ? 'once' : `${count} times`;

/** The count after it has happened once more. */
export const countDown = (count: Count): Count => (count === 'always' ? count : Math.max(0, count - 1));

type PatchShape<Settings extends FaultSettings> = {
  [Key in keyof Settings]: z.ZodOptional<Settings[Key]['schema']>;
};

/** The row's settings, each of which may be left out. */
export const patchShape = <Settings extends FaultSettings>({ settings }: FaultRow<Settings>) =>
  Object.fromEntries(
    Object.entries(settings).map(([key, { schema }]) => [key, schema.optional()]),
  ) as PatchShape<Settings>;

const isEmpty = (patch: object): boolean => Object.keys(patch).length === 0;

/** What to change about one target: settings that are not named stay as they are, 'none' ends all. */
export const patchSchemaOf = <Settings extends FaultSettings>(row: FaultRow<Settings>) =>
  z.union([
    z.literal('none'),
    z.strictObject(patchShape(row)).refine((patch) => !isEmpty(patch), {
      error: `expected ${oneOf(Object.keys(row.settings))}`,
      when: ({ issues }) => issues.length === 0,
    }),
  ]);

/** `get, set or touch`. */
export const oneOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
