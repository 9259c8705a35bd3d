import { stat } from 'node:fs/promises';
import { type Problem, problem } from '../../contract/errors.ts';
import { nearest } from '../../contract/input/nearest.ts';
import type { Lesson, Scenario } from '../../contract/scenario/scenario.ts';
import { course, findLesson } from '../../scenarios/lessons/course.ts';
import { parseScenario } from '../../scenarios/read/parse.ts';
import { ProblemError, problemError } from '../../words/problems.ts';
import { explainTakes } from './explain-takes.ts';
import { readGiven } from './read-bounded.ts';

/** The scenario in a file, on stdin where that is called `-`, or the lesson of that ID. A file is meant wherever there is one, or the name has a dot or slash. */
export async function readScenario(fileOrLesson: string): Promise<Scenario> {
  const lesson = /[./\\]/.test(fileOrLesson) ? undefined : findLesson(fileOrLesson);
  if (lesson !== undefined && !(await exists(fileOrLesson))) return lesson;
  const text = await readGiven(fileOrLesson, 'a scenario', { missing: missing(fileOrLesson) });
  const parsed = parseScenario(text);
  if (parsed.ok) return parsed.scenario;
  const other = explainTakes(text, ['scenario']);
  throw new ProblemError(other.length > 0 ? other : parsed.problems, fileOrLesson);
}

/** The lesson of that ID. */
export function readLesson(id: string): Lesson {
  const lesson = findLesson(id);
  if (lesson === undefined) throw problemError('no-such-lesson', '', { nearest: nearestLesson(id) }, id);
  return lesson;
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  );

const missing = (name: string): Problem =>
  /[./\\]/.test(name)
    ? problem('no-such-file', '', {})
    : problem('no-such-file-or-lesson', '', { nearest: nearestLesson(name) });

const nearestLesson = (id: string): string | null =>
  nearest(
    id,
    course.map((lesson) => lesson.id),
  );
