import { type ChapterId, chapters } from '../../contract/scenario/lessons.ts';
import { type Lesson, lessonSchema, scenarioFormat } from '../../contract/scenario/scenario.ts';
import { basics } from './basics/chapter.ts';
import { cookies } from './cookies/chapter.ts';
import { failures } from './failures/chapter.ts';
import type { LessonSource } from './lesson-source.ts';
import { login } from './login/chapter.ts';
import { methods } from './methods/chapter.ts';
import { saving } from './saving/chapter.ts';
import { secret } from './secret/chapter.ts';
import { time } from './time/chapter.ts';

const sources: Record<ChapterId, readonly LessonSource[]> = {
  basics,
  secret,
  saving,
  methods,
  login,
  cookies,
  time,
  failures,
};

/** Every lesson, in the order in which they are read. */
export const course: readonly Lesson[] = Object.entries(chapters).flatMap(([id, chapter]) =>
  sources[id as ChapterId].map((source) =>
    lessonSchema.parse({ format: scenarioFormat, ...source, chapter }),
  ),
);

/** The lesson of that id. */
export const findLesson = (id: string): Lesson | undefined => course.find((lesson) => lesson.id === id);
