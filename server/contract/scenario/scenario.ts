import { z } from 'zod';
import { scenarioLabSchema } from '../options/lab-config.ts';
import { browserNameSchema, mostBrowsers } from '../requests.ts';
import { expectationSchema } from './expectations.ts';
import { lessonFields } from './lessons.ts';
import { handlerLines } from './own-handler.ts';
import { stepSchema } from './steps.ts';

export type { Expectation } from './expectations.ts';
export { type Step, type StepInput, stepSchema } from './steps.ts';

export const scenarioFormat = 'session-playground/scenario@1';

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
  /** Where an editor finds the JSON Schema of this format. */
  $schema: z.string().max(2000).optional(),
  format: z.literal(scenarioFormat),
  id: lessonFields.id.optional(),
  chapter: lessonFields.chapter.optional(),
  title: z.string().min(1).max(200),
  claim: z.string().max(1000).optional(),
  text: lessonFields.text.optional(),
  code: lessonFields.code.optional(),
  links: lessonFields.links.optional(),
  notOn: lessonFields.notOn.optional(),
  lab: scenarioLabSchema.prefault({}),
  browsers: z.array(browserNameSchema).min(1).max(mostBrowsers),
  steps: z.array(stepSchema).min(1).max(500),
  task: taskSchema.optional(),
});
export type Scenario = z.infer<typeof scenarioSchema>;
export type ScenarioInput = z.input<typeof scenarioSchema>;

/** The text of a scenario's file. */
export function scenarioText(scenario: ScenarioInput): string {
  const { handler, options } = scenario.lab ?? {};
  const code = options?.cookieFunction;
  const lab = scenario.lab && {
    ...scenario.lab,
    ...(typeof code === 'string' && { options: { ...options, cookieFunction: handlerLines(code) } }),
    ...(typeof handler === 'string' && { handler: handlerLines(handler) }),
  };
  return `${JSON.stringify({ ...scenario, lab }, null, 2)}\n`;
}

/** A scenario with a claim and a text. */
export const lessonSchema = scenarioSchema.required({ id: true, chapter: true, claim: true, text: true });
export type Lesson = z.infer<typeof lessonSchema>;
export type LessonInput = z.input<typeof lessonSchema>;
