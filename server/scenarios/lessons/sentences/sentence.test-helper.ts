import { mergeOptions } from '../../../contract/options/merge-options.ts';
import type { Scenario, ScenarioInput } from '../../../contract/scenario/scenario.ts';
import { scenarioFormat, scenarioSchema } from '../../../contract/scenario/scenario.ts';
import { ProblemError } from '../../../words/problems.ts';

export type Step = ScenarioInput['steps'][number];
type Seen = Extract<Step, { expect: unknown }>['expect'];

/** What is done otherwise than in the lesson, so that what the sentence says has no reason to happen. */
export type Flip = {
  options?: Record<string, unknown>;
  lab?: Partial<ScenarioInput['lab']>;
  /** Other steps in the place of the lesson's, by their index. */
  steps?: Readonly<Record<number, Step>>;
};

/** A run for one sentence; the options are over `resave: false, saveUninitialized: false`. */
type Run = { options?: Record<string, unknown>; lab?: Partial<ScenarioInput['lab']>; steps: readonly Step[] };

/**
 * How a piece of a lesson's title, claim or text is seen to be so: by expectations of the lesson, which do not hold once
 * it is flipped; by a run of its own, and one on its other side; by another lesson's claim, or another test, by its file; or not in a lab, with the
 * reason. What tells the reader what to do or look at, or what the lesson sets up, states nothing that happens.
 */
export type Sentence = { says: string } & (
  | { seenAt: readonly number[]; unless: Flip }
  | { holds: Run; not: Run; sees: Seen }
  | { lesson: string }
  | { test: string }
  | { isNotOfALab: string }
  | { statesNothing: 'title' | 'advice' | 'pointer' | 'setting' }
);

export type Sentences = readonly Sentence[];

export const seen = (says: string, seenAt: readonly number[], unless: Flip): Sentence => ({
  says,
  seenAt,
  unless,
});
export const ran = (says: string, sees: Seen, holds: Run, not: Run): Sentence => ({ says, holds, not, sees });
export const byLesson = (says: string, lesson: string): Sentence => ({ says, lesson });
export const byTest = (says: string, test: string): Sentence => ({ says, test });
export const notOfALab = (says: string, isNotOfALab: string): Sentence => ({ says, isNotOfALab });

const nothing =
  (statesNothing: 'title' | 'advice' | 'pointer' | 'setting') =>
  (says: string): Sentence => ({ says, statesNothing });
export const title = nothing('title');
export const advice = nothing('advice');
export const pointer = nothing('pointer');
export const setting = nothing('setting');

export const send = (path: string, more: Partial<Extract<Step, { send: unknown }>['send']> = {}): Step => ({
  send: { browser: 'alice', path, ...more },
});

/** The lesson, done otherwise. */
export function flipped(lesson: Scenario, { options = {}, lab = {}, steps = {} }: Flip): Scenario {
  const merged = mergeOptions(lesson.lab.options, options);
  if (!merged.ok) throw new ProblemError(merged.problems);
  return scenarioSchema.parse({
    ...lesson,
    lab: { ...lesson.lab, ...lab, options: merged.options },
    steps: lesson.steps.map((step, index) => steps[index] ?? step),
  });
}

/** The run with what is to be seen at its end. */
export const scenarioOf = ({ options, lab, steps }: Run, sees: Seen): Scenario =>
  scenarioSchema.parse({
    format: scenarioFormat,
    title: 'A sentence of a lesson',
    lab: { ...lab, options: { resave: false, saveUninitialized: false, ...options } },
    browsers: ['alice', 'bob', 'mallory'],
    steps: [...steps, { expect: sees }],
  });
