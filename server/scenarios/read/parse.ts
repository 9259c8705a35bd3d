import { z } from 'zod';
import { type Problem, problem, type Result, refuse } from '../../contract/errors.ts';
import { readJson } from '../../contract/input/json-text.ts';
import { nearest } from '../../contract/input/nearest.ts';
import { problemsOf } from '../../contract/input/problems.ts';
import { maxScenarioBytes } from '../../contract/scenario/catalogue.ts';
import { expectationKinds, expectationSchemas, kindOf } from '../../contract/scenario/expectations.ts';
import { type Scenario, scenarioSchema, taskSchema } from '../../contract/scenario/scenario.ts';
import { type StepKind, stepKinds, stepRows } from '../../contract/scenario/steps.ts';
import { saidBeyond } from './beyond.ts';
import { problemsOfMeaning } from './meaning.ts';

export type ParsedScenario = Result<{ scenario: Scenario }>;

/** Reads a scenario from a file's text. What is wrong is said by its path inside the file. Nothing runs. */
export function parseScenario(text: string): ParsedScenario {
  if (Buffer.byteLength(text) > maxScenarioBytes) {
    return refuse('file-too-large', '', { what: 'a scenario' });
  }
  const json = readJson(text.replace(/^\uFEFF/, ''));
  return json.ok ? parseScenarioValue(json.value) : json;
}

/** The same for a value that is JSON already. */
function parseScenarioValue(value: unknown): ParsedScenario {
  const frame = frameSchema.safeParse(value);
  const problems: Problem[] = frame.success ? [] : problemsOf(frame.error, frameSchema, value);
  const steps = stepsIn.safeParse(value);
  if (steps.success) problems.push(...steps.data.steps.flatMap(problemsOfStep));
  const goal = goalIn.safeParse(value);
  if (goal.success) {
    problems.push(
      ...goal.data.task.goal.flatMap((each, index) => problemsOfExpectation(each, `task.goal[${index}]`)),
    );
  }
  if (problems.length > 0) return { ok: false, problems: problems.map(saidBeyond) };

  const parsed = scenarioSchema.safeParse(value);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error, scenarioSchema, value) };
  const inMeaning = problemsOfMeaning(parsed.data);
  return inMeaning.length === 0 ? { ok: true, scenario: parsed.data } : { ok: false, problems: inMeaning };
}

/** The scenario around its steps and its task's goal, which are looked at one by one for better words. */
const frameSchema = scenarioSchema.extend({
  steps: z.array(z.unknown()).min(1).max(500),
  task: taskSchema.extend({ goal: z.array(z.unknown()).min(1).max(20) }).optional(),
});
const stepsIn = z.object({ steps: z.array(z.unknown()).max(500) });
const goalIn = z.object({ task: z.object({ goal: z.array(z.unknown()).max(20) }) });
const record = z.record(z.string(), z.unknown());

const isStepKind = (key: string): key is StepKind => Object.hasOwn(stepRows, key);

function problemsOfStep(step: unknown, index: number): Problem[] {
  const at = `steps[${index}]`;
  const shape = record.safeParse(step);
  if (!shape.success) return [problem('no-step', at, { known: stepKinds })];
  const keys = Object.keys(shape.data);
  const unknown = keys.filter((key) => !isStepKind(key));
  if (unknown.length > 0) {
    return unknown.map((key) => problem('unknown-key', at, { key, nearest: nearest(key, stepKinds) }));
  }
  const [kind, ...others] = keys.filter(isStepKind);
  if (kind === undefined || others.length > 0) {
    return [problem('not-one-step', at, { known: stepKinds, found: keys })];
  }
  const content = shape.data[kind];
  if (kind === 'expect') return problemsOfExpectation(content, `${at}.expect`);
  const { schema } = stepRows[kind];
  const parsed = schema.safeParse(content);
  return parsed.success ? [] : problemsOf(parsed.error, schema, content, `${at}.${kind}`);
}

function problemsOfExpectation(content: unknown, at: string): Problem[] {
  const shape = record.safeParse(content);
  if (!shape.success) return [problem('no-step', at, { known: expectationKinds })];
  const kind = kindOf(shape.data);
  if (kind === undefined) {
    const keys = Object.keys(shape.data);
    const [meant = null] = keys.flatMap((key) => nearest(key, expectationKinds) ?? []);
    return [problem('no-expectation', at, { known: expectationKinds, found: keys, nearest: meant })];
  }
  const schema = expectationSchemas[kind];
  const parsed = schema.safeParse(content);
  return parsed.success ? [] : problemsOf(parsed.error, schema, content, at);
}
