import { writeFileSync } from 'node:fs';
import { chapters, issueUrl } from '../server/contract/scenario/lessons.ts';
import type { Lesson } from '../server/contract/scenario/scenario.ts';
import { type StoreKind, storeKinds } from '../server/contract/stores/store-kinds.ts';
import { course } from '../server/scenarios/lessons/course.ts';
import { inRepository } from './root.ts';

const file = inRepository('docs/lessons.md');

/** docs/lessons.md, drawn from the course. */
export function lessonsDoc(): string {
  const parts = Object.values(chapters).map((chapter) => {
    const lessons = course.filter((lesson) => lesson.chapter === chapter);
    return [`## ${chapter}`, ...lessons.map(lessonPart)].join('\n\n');
  });
  return `# Lessons

${course.length} lessons. Each makes one claim and checks it against the real express-session: \`session-playground run <id>\`
does, and so do the tests, on every kind of store. \`npm run docs\` draws this page from \`server/scenarios/lessons\`.

${parts.join('\n\n')}
`;
}

function lessonPart({ id, title, claim, text, links = [], notOn = {}, task }: Lesson): string {
  const asked = links.map((link) => `[${link}](${issueUrl(link)})`).join(', ');
  return [
    `### ${title}`,
    `\`${id}\` · **${claim}**`,
    ...text,
    ...(task ? [`*Now you:* ${task.text}`] : []),
    ...Object.entries(notOn).map(
      ([kind, reason]) => `Not on ${storeKinds[kind as StoreKind].label}: ${reason}`,
    ),
    ...(asked === '' ? [] : [`Where people asked: ${asked}`]),
  ].join('\n\n');
}

if (import.meta.main) writeFileSync(file, lessonsDoc());
