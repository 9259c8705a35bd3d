import type { Lesson, Scenario, Task } from '../contract/scenario/scenario.ts';

/** A lesson's steps with the task's goal in place of its own expectations: what is run to see whether a task is solved. */
export function taskScenario(lesson: Lesson, { goal }: Task): Scenario {
  const steps = lesson.steps.filter((step) => !('expect' in step));
  return { ...lesson, steps: [...steps, ...goal.map((expect) => ({ expect }))] };
}
