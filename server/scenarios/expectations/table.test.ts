import { expect, it } from 'vitest';
import { course } from '../lessons/course.ts';
import { expectedWords } from './table.ts';

it.each(course)('what $id checks can be said before it is run', (lesson) => {
  const { steps, goal } = expectedWords(lesson);
  expect(steps.map((words) => words !== null)).toEqual(lesson.steps.map((step) => 'expect' in step));
  for (const words of [...steps, ...goal]) if (words !== null) expect(words).toMatch(/\w.*\w/);
  expect(goal).toHaveLength(lesson.task?.goal.length ?? 0);
});
