import { stat } from 'node:fs/promises';
import { suggestion } from '../contract/input/nearest.ts';
import { problemLine } from '../contract/input/problems.ts';
import type { Lesson, Scenario } from '../contract/scenario/scenario.ts';
import { course, findLesson } from '../scenarios/lessons/course.ts';
import { parseScenario } from '../scenarios/parse.ts';
import { BadInput } from './output.ts';
import { noSuchFile, readBounded } from './read-bounded.ts';

/** The scenario in a file, or the lesson of that ID. A file is meant wherever there is one, or the name has a dot or slash. */
export async function readScenario(fileOrLesson: string): Promise<Scenario> {
  const lesson = /[./\\]/.test(fileOrLesson) ? undefined : findLesson(fileOrLesson);
  if (lesson !== undefined && !(await exists(fileOrLesson))) return lesson;
  const parsed = parseScenario(await readBounded(fileOrLesson, 'a scenario', missing(fileOrLesson)));
  if (parsed.ok) return parsed.scenario;
  throw new BadInput(parsed.problems.map((problem) => `${fileOrLesson}: ${problemLine(problem)}`).join('\n'));
}

/** The lesson of that ID. */
export function readLesson(id: string): Lesson {
  const lesson = findLesson(id);
  if (lesson === undefined) throw new BadInput(`${id}: there is no such lesson${nearestLesson(id)}`);
  return lesson;
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  );

const missing = (name: string): string =>
  /[./\\]/.test(name)
    ? noSuchFile(name)
    : `${noSuchFile(name)}, and no lesson of that ID${nearestLesson(name)}`;

const nearestLesson = (id: string): string =>
  suggestion(
    id,
    course.map((lesson) => lesson.id),
  );
