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
  | { type: 'trust-proxy' };

/** One option of express-session or Express: what it is, what it does, and which values it takes. */
export type OptionRow<Schema extends z.ZodType = z.ZodType> = {
  /** As it is written in code: `resave`, `cookie.maxAge`, `trust proxy`. */
  label: string;
  group: 'session' | 'cookie' | 'app' | 'around';
  control: OptionControl;
  /** What holds when the option is left out, in words: "on", "connect.sid". */
  defaultText: string;
  /** One plain sentence: what the option does. */
  sentence: string;
  /** What a reader will see change when it is changed. */
  changes: string;
  schema: Schema;
};

/** Keeps the schema's own type, so that the options' type can be inferred from the table. */
export const optionRow = <Schema extends z.ZodType>(row: OptionRow<Schema>): OptionRow<Schema> => row;
