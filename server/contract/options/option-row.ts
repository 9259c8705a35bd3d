import type { z } from 'zod';

/** One value that an option can take when it is picked from a list. `value` is what the option gets. */
export type OptionChoice = { value: string | number | boolean | null; label: string };

/** How an option is asked for. Every face (form, CLI, docs) draws its control from this. */
export type OptionControl =
  | { type: 'switch' }
  | { type: 'choice'; choices: readonly OptionChoice[] }
  | { type: 'text'; placeholder: string }
  | { type: 'secrets' }
  | { type: 'duration'; unit: 'ms' }
  | { type: 'date' }
  | { type: 'trust-proxy' }
  /** Code that runs in the lab; `start`: what one begins with. */
  | { type: 'code'; start: string };

/** One option of express-session or Express: what it is, what it does, and which values it takes. */
export type OptionRow<Schema extends z.ZodType = z.ZodType> = {
  /** As it is written in code: `resave`, `cookie.maxAge`, `trust proxy`. */
  label: string;
  group: 'session' | 'cookie' | 'app' | 'around';
  control: OptionControl;
  /** What the lab starts with: express-session's own default. null stands for an option that is left out. */
  default: z.output<Schema>;
  /** Whether it can be left out, as null. */
  nullable: boolean;
  /** What holds when the option is left out, in words: "on", "connect.sid". */
  defaultText: string;
  /** One plain sentence: what the option does. */
  sentence: string;
  /** What a reader will see change when it is changed. */
  changes: string;
  schema: Schema;
};

/** Keeps the schema's own type, so that the options' type can be inferred from the table. */
export const optionRow = <Schema extends z.ZodType>(
  row: Omit<OptionRow<Schema>, 'nullable'>,
): OptionRow<Schema> => ({ ...row, nullable: row.schema.safeParse(null).success });

type Rows = Readonly<Record<string, OptionRow>>;
type WithDefaults<Table extends Rows> = { [Key in keyof Table]: z.ZodDefault<Table[Key]['schema']> };

/** The rows' schemas by key, each with its row's default. */
export const withDefaults = <Table extends Rows>(rows: Table): WithDefaults<Table> =>
  Object.fromEntries(
    Object.entries(rows).map(([key, row]) => [key, row.schema.default(row.default)]),
  ) as WithDefaults<Table>;
