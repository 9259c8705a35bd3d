import { z } from 'zod';
import { labConfigSchema } from './lab-config.ts';
import { lessonFields } from './lessons.ts';
import { browserNameSchema, requestSpecSchema } from './requests.ts';
import { verdictRules } from './verdict.ts';

export const scenarioFormat = 'session-playground/scenario@1';

const requestId = z.string().min(1);
const ruleName = z.enum(
  Object.keys(verdictRules) as [keyof typeof verdictRules, ...Array<keyof typeof verdictRules>],
);

/** Expectations, each about one thing; which one is told by its first key. `response` names a request by its id. */
export const expectationSchema = z.union([
  z.strictObject({
    response: requestId,
    status: z.int().optional(),
    body: z.string().optional(),
    /** Whether session-playground's lab sent Set-Cookie for the session cookie. */
    setCookie: z.boolean().optional(),
    location: z.string().optional(),
  }),
  /** The stored session of a browser, by the cookie in its jar. `path` as in `cart.apples`; without it the whole data. */
  z.strictObject({
    session: browserNameSchema,
    path: z.string().optional(),
    equals: z.json().optional(),
    exists: z.boolean().optional(),
  }),
  /** How many sessions the store holds. */
  z.strictObject({ sessions: z.int().min(0) }),
  /** A cookie in a browser's jar; `attributes` as in JarCookie (path, httpOnly, secure, sameSite, domain). */
  z.strictObject({
    cookie: browserNameSchema,
    name: z.string().optional(),
    present: z.boolean().default(true),
    attributes: z.record(z.string(), z.json()).optional(),
  }),
  /** The browser refused a Set-Cookie of that response; `reason` is a browser rule's name. */
  z.strictObject({ refused: requestId, reason: ruleName.optional() }),
  /** What express-session did to the store at the end of that request. */
  z.strictObject({ store: requestId, operation: z.enum(['save', 'touch', 'destroy', 'nothing']) }),
  z.strictObject({ verdict: requestId, rule: ruleName }),
]);
export type Expectation = z.infer<typeof expectationSchema>;

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
  z.strictObject({ expect: stepSchemas.expect }),
]);
export type Step = z.infer<typeof stepSchema>;

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
