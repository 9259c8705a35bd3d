import { z } from 'zod';
import type { LogMessage } from '../events/events.ts';
import type { LabConfig, Versions } from '../options/lab-config.ts';
import { countText } from '../races/race-counts.ts';
import type { AnomalyKind, Count } from '../races/races.ts';
import type { ExpectationResult } from '../scenario/results.ts';
import { scenarioSchema } from '../scenario/scenario.ts';

export const mostDimensions = 4;
export const mostCells = 64;

/** What is varied: an option by its path, or `store`; values as they are written on the command line. */
export const dimensionSchema = z.strictObject({
  key: z.string().min(1).max(64),
  values: z.array(z.string().max(500)).min(1).max(mostCells),
});
export type Dimension = z.infer<typeof dimensionSchema>;

/** One scenario over every combination of the values. The last dimension makes the columns. */
export const compareSpecSchema = z.strictObject({
  scenario: scenarioSchema,
  dimensions: z.array(dimensionSchema).min(1).max(mostDimensions),
});
export type CompareSpec = z.infer<typeof compareSpecSchema>;

export type Tone = 'good' | 'bad' | 'neutral';
export const toneMarks = { good: '✓', bad: '✗', neutral: '·' } as const satisfies Record<Tone, string>;

/** What a cell can come to, from the gravest on: a cell to which several fit has the first. */
export const outcomeNames = {
  failed: { tone: 'bad', sentence: 'A request was not answered, or the app failed.' },
  'logout undone': { tone: 'bad', sentence: 'A destroyed session came back.' },
  lost: { tone: 'bad', sentence: 'A request wrote over another’s change without having read it.' },
  'not saved': { tone: 'bad', sentence: 'The store failed, and what was to be written is not in it.' },
  refused: { tone: 'bad', sentence: 'The browser refused the session cookie.' },
  withheld: {
    tone: 'bad',
    sentence: 'The session cookie was not sent, as the connection was not seen as secure.',
  },
  duplicated: { tone: 'bad', sentence: 'One browser got several sessions, where one would have done.' },
  orphaned: { tone: 'bad', sentence: 'A session is stored that no browser holds a cookie for.' },
  stale: {
    tone: 'bad',
    sentence: 'A response told what no order of one request after the other would tell.',
  },
  'no anomaly': {
    tone: 'neutral',
    sentence: 'Every order ends as one request after the other would, but an expectation does not hold.',
  },
  'not as expected': { tone: 'bad', sentence: 'An expectation of the scenario does not hold.' },
  'logged out': { tone: 'neutral', sentence: 'A browser that had a session has none in the end.' },
  'no session': { tone: 'neutral', sentence: 'No session was stored.' },
  'not checked': {
    tone: 'neutral',
    sentence: 'Nothing was expected that could tell whether it went well.',
  },
  kept: { tone: 'good', sentence: 'Whatever was written is there in the end, and every expectation holds.' },
} as const satisfies Record<string, { tone: Tone; sentence: string }>;
export type OutcomeName = keyof typeof outcomeNames;

/** `of`: how many of all orders end so, where the cell was raced. `why`: what decided it, in a sentence. */
export type NamedOutcome = {
  name: OutcomeName;
  of: { schedules: Count; total: Count; exact: boolean } | null;
  why: string;
};

export type RaceInCell = {
  total: Count;
  exact: boolean;
  anomalies: Array<{ kind: AnomalyKind; schedules: Count; example: string[] }>;
};

export type Cell = {
  /** One for each dimension, in their order. */
  values: string[];
  outcome: NamedOutcome;
  expectations: ExpectationResult[];
  /** null where nothing can be raced; then `outcome` is of the one run. */
  race: RaceInCell | null;
  config: LabConfig;
  /** What happened in the one run over real HTTP. */
  log: LogMessage;
};

export type Comparison = {
  title: string;
  claim: string | null;
  dimensions: Dimension[];
  /** In the order of the values, the last dimension changing fastest. */
  cells: Cell[];
  /** The dimensions each of which, alone, tells how a cell comes out. Empty where all come out alike. */
  decidedBy: string[];
  /** Why nothing was raced; null where it was. */
  notRaced: string | null;
  versions: Versions;
};

/** Without the logs, which only a timeline needs. */
export type BareCell = Omit<Cell, 'log'>;
export type BareComparison = Omit<Comparison, 'cells'> & { cells: BareCell[] };

export const withoutLogs = (comparison: Comparison): BareComparison => ({
  ...comparison,
  cells: comparison.cells.map(({ log: _, ...cell }) => cell),
});

export type CompareProgress = { done: number; cells: number };

/** `kept`, `lost 9 of 20`, `refused`. */
export function outcomeText({ name, of }: Pick<NamedOutcome, 'name' | 'of'>): string {
  if (of === null || name === 'kept') return name;
  const limit = of.exact ? '' : ' looked at';
  return `${name} ${countText(of.schedules)} of ${countText(of.total)}${limit}`;
}

/**
 * By what each of the cells is told apart from the others: what it came to; where all came to the same, which expectations
 * hold in it.
 */
export function cellKeys(cells: ReadonlyArray<Pick<Cell, 'outcome' | 'expectations'>>): string[] {
  const texts = cells.map(({ outcome }) => outcomeText(outcome));
  if (new Set(texts).size > 1) return texts;
  return cells.map(({ expectations }) => expectations.map(({ holds }) => holds).join());
}

/** `3 of 3 expectations hold`; null where there are none. */
export function expectationsText(expectations: ReadonlyArray<{ holds: boolean }>): string | null {
  if (expectations.length === 0) return null;
  const holding = expectations.filter(({ holds }) => holds).length;
  return `${holding} of ${expectations.length} expectations hold`;
}
