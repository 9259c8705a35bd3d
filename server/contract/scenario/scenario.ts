import { z } from 'zod';
import { labConfigSchema } from '../options/lab-config.ts';
import { browserNameSchema, requestSpecSchema } from '../requests.ts';
import { faultPatchSchema } from '../stores/faults.ts';
import { expectationSchema } from './expectations.ts';
import { lessonFields } from './lessons.ts';

export { type Expectation, expectationSchema } from './expectations.ts';

export const scenarioFormat = 'session-playground/scenario@1';

/** A step is an object with exactly one of these keys. */
export const stepSchemas = {
  send: requestSpecSchema,
  together: z.array(requestSpecSchema).min(1).max(200),
  /** ms to move the clock forward. */
  advance: z.int().min(1).max(3_155_760_000_000),
  /** ms to really wait. */
  wait: z.int().min(0).max(60_000),
  /** Options to change; those not named stay. */
  configure: z.record(z.string(), z.json()),
  /** Gives one browser the session cookie of another: stolen, or planted. */
  copyCookie: z.strictObject({ from: browserNameSchema, to: browserNameSchema }),
  /** What goes wrong with the store from here on; `none` ends it. */
  fault: faultPatchSchema,
  expect: expectationSchema,
} as const;
export type StepKind = keyof typeof stepSchemas;

export const stepSchema = z.union([
  z.strictObject({ send: stepSchemas.send }),
  z.strictObject({ together: stepSchemas.together }),
  z.strictObject({ advance: stepSchemas.advance }),
  z.strictObject({ wait: stepSchemas.wait }),
  z.strictObject({ configure: stepSchemas.configure }),
  z.strictObject({ copyCookie: stepSchemas.copyCookie }),
  z.strictObject({ fault: stepSchemas.fault }),
  z.strictObject({ expect: stepSchemas.expect }),
]);
export type Step = z.infer<typeof stepSchema>;
export type StepInput = z.input<typeof stepSchema>;

/** "Now you": what the options have to be changed for. The goal is checked when the lesson's steps have been done. */
export const taskSchema = z.strictObject({
  text: z.string().min(1).max(600),
  goal: z.array(expectationSchema).min(1).max(20),
  hint: z.string().min(1).max(600),
  /** Options that reach the goal, over those of the lab. */
  solution: z.record(z.string(), z.json()).optional(),
});
export type Task = z.infer<typeof taskSchema>;

export const scenarioSchema = z.strictObject({
  format: z.literal(scenarioFormat),
  id: lessonFields.id.optional(),
  chapter: lessonFields.chapter.optional(),
  title: z.string().min(1).max(200),
  claim: z.string().max(1000).optional(),
  text: lessonFields.text.optional(),
  code: lessonFields.code.optional(),
  links: lessonFields.links.optional(),
  notOn: lessonFields.notOn.optional(),
  lab: labConfigSchema.prefault({}),
  browsers: z.array(browserNameSchema).min(1).max(8),
  steps: z.array(stepSchema).min(1).max(500),
  task: taskSchema.optional(),
});
export type Scenario = z.infer<typeof scenarioSchema>;
export type ScenarioInput = z.input<typeof scenarioSchema>;

/** A scenario with a claim and a text. */
export const lessonSchema = scenarioSchema.required({ id: true, chapter: true, claim: true, text: true });
export type Lesson = z.infer<typeof lessonSchema>;
export type LessonInput = z.input<typeof lessonSchema>;
