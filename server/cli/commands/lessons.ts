import { scenarioText } from '../../contract/scenario/scenario.ts';
import { course } from '../../scenarios/lessons/course.ts';
import { readLesson } from '../input/read-scenario.ts';
import type { Io } from '../process/output.ts';

export type LessonsOptions = { lesson: string | null; json: boolean; io: Io };

/** Lists the lessons; or prints one as a scenario file, to run, change and keep. */
export function lessons({ lesson, json, io }: LessonsOptions): void {
  if (lesson !== null) io.out(scenarioText(readLesson(lesson)));
  else if (json) io.out(`${JSON.stringify(course.map(rowOf))}\n`);
  else io.out(asText());
}

const rowOf = ({ id, title, claim, chapter }: (typeof course)[number]) => ({ id, title, claim, chapter });

function asText(): string {
  const width = Math.max(...course.map(({ id }) => id.length));
  const lines = course.flatMap(({ id, claim, chapter }, index) => [
    ...(course[index - 1]?.chapter === chapter ? [] : ['', chapter]),
    `  ${id.padEnd(width)}  ${claim}`,
  ]);
  return `${lines.slice(1).join('\n')}\n\nTo run one: session-playground run ${course[0]?.id}\n`;
}
