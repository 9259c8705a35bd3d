import { afterAll, describe, expect, it } from 'vitest';
import type { Scenario } from '../../contract/scenario/scenario.ts';
import { embeddedKinds } from '../../contract/stores/store-kinds.ts';
import { createLabPool } from '../../lab/lab-pool.ts';
import { sampled } from '../../sampled.test-helper.ts';
import { taskScenario } from '../task.ts';
import { course, findLesson } from './course.ts';
import { broken, onStore, runnerOf, withOptions } from './run-lesson.test-helper.ts';

const pool = createLabPool();
const ran = runnerOf(pool);
afterAll(pool.close);

/** ms; the labs share a machine with whatever else is tested at that time. */
const timeout = 60_000;
const oneAtATime = (scenario: Scenario): Scenario => ({
  ...scenario,
  lab: { ...scenario.lab, oneAtATime: true },
});

describe.each(embeddedKinds)('on a %s store', (kind) => {
  const able = course.filter(({ notOn }) => notOn?.[kind] === undefined);
  const chosen = kind === 'memory' ? able : sampled(`lessons on ${kind}`, able, 25);
  it.concurrent.each(chosen.map((lesson) => ({ lesson, title: lesson.id })))(
    '$title holds',
    async ({ lesson }) => {
      expect(broken(await ran(onStore(lesson, kind)))).toEqual([]);
    },
    timeout,
  );
});

describe('what the lesson non-atomic-touch loses', () => {
  const lesson = findLesson('non-atomic-touch');
  if (lesson === undefined) throw new Error('There is no such lesson.');
  const kept = {
    ...lesson,
    steps: [
      ...lesson.steps.filter((step) => !('expect' in step)),
      { expect: { session: 'alice', path: 'cart.apples', equals: 1 } },
    ],
  };

  it.concurrent.each([
    ['is kept by MemoryStore', onStore(kept, 'memory'), true],
    ['is kept by SQLite', onStore(kept, 'sqlite'), true],
    ['is kept where the requests are taken one at a time', oneAtATime(kept), true],
    ['is lost with resave too', withOptions(kept, { resave: true }), false],
  ] as const)(
    '%s',
    async (_what, scenario, holds) => {
      expect(await ran(scenario)).toMatchObject({ holds });
    },
    timeout,
  );
});

describe('the task of', () => {
  const tasks = course.flatMap((lesson) =>
    lesson.task ? [{ id: lesson.id, lesson, task: lesson.task }] : [],
  );
  it.concurrent.each(tasks)(
    '$id is still to do, and its solution does it',
    async ({ lesson, task }) => {
      const scenario = taskScenario(lesson, task);
      expect(await ran(scenario)).toMatchObject({ holds: false });
      expect(task.solution).toBeDefined();
      expect(broken(await ran(withOptions(scenario, task.solution ?? {})))).toEqual([]);
    },
    timeout,
  );
});
