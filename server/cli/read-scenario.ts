import { readFile, stat } from 'node:fs/promises';
import { suggestion } from '../contract/nearest.ts';
import { problemLine } from '../contract/problems.ts';
import type { Lesson, Scenario } from '../contract/scenario.ts';
import { course, findLesson } from '../scenarios/lessons/course.ts';
import { maxScenarioBytes, parseScenario } from '../scenarios/parse.ts';
import { BadInput, messageOf } from './output.ts';

/** The scenario in a file, or the lesson of that ID. A file is meant wherever there is one, or the name has a dot or slash. */
export async function readScenario(fileOrLesson: string): Promise<Scenario> {
  const lesson = /[./\\]/.test(fileOrLesson) ? undefined : findLesson(fileOrLesson);
  if (lesson !== undefined && !(await exists(fileOrLesson))) return lesson;
  const parsed = parseScenario(await readBounded(fileOrLesson));
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

async function readBounded(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > maxScenarioBytes)
      throw new BadInput(`${file}: larger than 1 MB, the most a scenario may have`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof BadInput) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new BadInput(missing(file));
    if (code === 'EISDIR') throw new BadInput(`${file}: this is a folder, expected a scenario file`);
    throw new BadInput(`${file}: it cannot be read: ${messageOf(error)}`);
  }
}

const missing = (name: string): string =>
  /[./\\]/.test(name)
    ? `${name}: there is no such file`
    : `${name}: there is no such file, and no lesson of that ID${nearestLesson(name)}`;

const nearestLesson = (id: string): string =>
  suggestion(
    id,
    course.map((lesson) => lesson.id),
  );
