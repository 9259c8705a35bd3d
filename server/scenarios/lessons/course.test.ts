import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { labRoutes } from '../../contract/routes.ts';
import { chapters, lessonFields } from '../../contract/scenario/lessons.ts';
import { parseScenario } from '../read/parse.ts';
import { course, findLesson } from './course.ts';

describe.each(course)('the lesson $id', (lesson) => {
  it('is a scenario file that can be read again', () => {
    expect(parseScenario(JSON.stringify(lesson))).toEqual({ ok: true, scenario: lesson });
  });

  it('makes one claim, in one sentence, and checks it', () => {
    expect(lesson.claim).toMatch(/^(?!.*[.!?] )\S.{20,200}\.$/);
    expect(lesson.steps.some((step) => 'expect' in step)).toBe(true);
  });

  it('has code whose marks are closed, and shows the routes that it visits', () => {
    for (const paragraph of lesson.text) expect(paragraph.split('`').length % 2).toBe(1);
    const paths = lesson.steps.flatMap((step) =>
      'send' in step ? [step.send.path] : 'together' in step ? step.together.map(({ path }) => path) : [],
    );
    for (const id of lesson.code?.routes ?? []) {
      const [, place] = labRoutes[id].path.split('/');
      expect(paths.map((path) => path.split(/[/?]/)[1])).toContain(place);
    }
  });
});

describe('the course', () => {
  it('has an ID of its own for each lesson, and finds it by that', () => {
    for (const lesson of course) expect(findLesson(lesson.id)).toBe(lesson);
    expect(findLesson('no-such')).toBeUndefined();
  });

  it('has the lesson of every file in a chapter’s folder, in that chapter', () => {
    for (const [folder, chapter] of Object.entries(chapters)) {
      const files = readdirSync(join(import.meta.dirname, folder)).filter((name) => name !== 'chapter.ts');
      const lessons = course.filter((lesson) => lesson.chapter === chapter).map(({ id }) => `${id}.ts`);
      expect(
        files.filter((file) => !lessons.includes(file)),
        'not in chapter.ts',
      ).toEqual([]);
      expect(
        lessons.filter((lesson) => !files.includes(lesson)),
        'not named by its id',
      ).toEqual([]);
    }
  });

  it('goes through the chapters in their order, and leaves none empty', () => {
    expect([...new Set(course.map(({ chapter }) => chapter))]).toEqual(Object.values(chapters));
  });

  it('links to every issue that may be linked to', () => {
    const cited = new Set(course.flatMap(({ links = [] }) => links));
    expect(lessonFields.links.element.options.filter((link) => !cited.has(link))).toEqual([]);
  });

  it('names only lessons that there are, where one lesson speaks of another', () => {
    const named = course.flatMap(({ text }) =>
      text.flatMap((paragraph) => [...paragraph.matchAll(/\bsee `([a-z-]+)`/gi)].map(([, id]) => id)),
    );
    expect(named.filter((id) => findLesson(id ?? '') === undefined)).toEqual([]);
  });
});
