import { z } from 'zod';
import { readJson } from '../contract/input/json-text.ts';
import { suggestion } from '../contract/input/nearest.ts';
import { type InputProblem, problemsOf } from '../contract/input/problems.ts';
import { expectationKinds, expectationSchemas, kindOf } from '../contract/scenario/expectations.ts';
import { type Scenario, scenarioSchema, taskSchema } from '../contract/scenario/scenario.ts';
import { type StepKind, stepKinds, stepRows } from '../contract/scenario/steps.ts';
import { problemsOfMeaning } from './meaning.ts';

/** Bytes that a scenario file may have. */
export const maxScenarioBytes = 1024 * 1024;

export type ParsedScenario = { ok: true; scenario: Scenario } | { ok: false; problems: InputProblem[] };

/** Reads a scenario from a file's text. What is wrong is said by its path inside the file. Nothing runs. */
export function parseScenario(text: string): ParsedScenario {
  if (Buffer.byteLength(text) > maxScenarioBytes) {
    return refuse({ at: '', message: 'larger than 1 MB, the most a scenario may have' });
  }
  const json = readJson(text.replace(/^\uFEFF/, ''));
  return json.ok ? parseScenarioValue(json.value) : refuse({ at: '', message: json.message });
}

/** The same for a value that is JSON already. */
function parseScenarioValue(value: unknown): ParsedScenario {
  const frame = frameSchema.safeParse(value, { reportInput: true });
  const problems = frame.success ? [] : problemsOf(frame.error, frameSchema);
  const steps = stepsIn.safeParse(value, { reportInput: true });
  if (steps.success) problems.push(...steps.data.steps.flatMap(problemsOfStep));
  const goal = goalIn.safeParse(value, { reportInput: true });
  if (goal.success) {
    problems.push(
      ...goal.data.task.goal.flatMap((each, index) => problemsOfExpectation(each, `task.goal[${index}]`)),
    );
  }
  if (problems.length > 0) return refuse(...problems);

  const parsed = scenarioSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) return refuse(...problemsOf(parsed.error, scenarioSchema));
  const inMeaning = problemsOfMeaning(parsed.data);
  return inMeaning.length === 0 ? { ok: true, scenario: parsed.data } : refuse(...inMeaning);
}

const refuse = (...problems: InputProblem[]): ParsedScenario => ({ ok: false, problems });

/** The scenario around its steps and its task's goal, which are looked at one by one for better words. */
const frameSchema = scenarioSchema.extend({
  steps: z.array(z.unknown()).min(1).max(500),
  task: taskSchema.extend({ goal: z.array(z.unknown()).min(1).max(20) }).optional(),
});
const stepsIn = z.object({ steps: z.array(z.unknown()).max(500) });
const goalIn = z.object({ task: z.object({ goal: z.array(z.unknown()).max(20) }) });
const record = z.record(z.string(), z.unknown());

const isStepKind = (key: string): key is StepKind => Object.hasOwn(stepRows, key);

function problemsOfStep(step: unknown, index: number): InputProblem[] {
  const at = `steps[${index}]`;
  const shape = record.safeParse(step);
  if (!shape.success) return [{ at, message: `expected an object with one of ${stepKinds.join(', ')}` }];
  const keys = Object.keys(shape.data);
  const unknown = keys.filter((key) => !isStepKind(key));
  if (unknown.length > 0) {
    return unknown.map((key) => ({ at, message: `unknown key "${key}"${suggestion(key, stepKinds)}` }));
  }
  const [kind, ...others] = keys.filter(isStepKind);
  if (kind === undefined || others.length > 0) {
    return [
      {
        at,
        message: `expected exactly one of ${stepKinds.join(', ')}, found ${keys.join(' and ') || 'none'}`,
      },
    ];
  }
  const content = shape.data[kind];
  if (kind === 'expect') return problemsOfExpectation(content, `${at}.expect`);
  const { schema } = stepRows[kind];
  const parsed = schema.safeParse(content, { reportInput: true });
  return parsed.success ? [] : problemsOf(parsed.error, schema, `${at}.${kind}`);
}

function problemsOfExpectation(content: unknown, at: string): InputProblem[] {
  const shape = record.safeParse(content, { reportInput: true });
  if (!shape.success)
    return [{ at, message: `expected an object with one of ${expectationKinds.join(', ')}` }];
  const kind = kindOf(shape.data);
  if (kind === undefined) {
    const keys = Object.keys(shape.data);
    const hint = keys.map((key) => suggestion(key, expectationKinds)).find((text) => text !== '') ?? '';
    return [
      {
        at,
        message: `expected one of ${expectationKinds.join(', ')}, found ${keys.join(', ') || 'none'}${hint}`,
      },
    ];
  }
  const schema = expectationSchemas[kind];
  const parsed = schema.safeParse(content, { reportInput: true });
  return parsed.success ? [] : problemsOf(parsed.error, schema, at);
}
