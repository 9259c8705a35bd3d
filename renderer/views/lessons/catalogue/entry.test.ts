import { describe, expect, it } from 'vitest';
import { type Lesson, lessonSchema, scenarioSchema } from '../../../../server/contract/scenario/scenario.ts';
import { addressOf, entriesOf, idIn, neighboursOf } from './entry.ts';

const frame = {
  format: 'session-playground/scenario@1',
  title: 'A lesson',
  browsers: ['alice'],
  steps: [{ wait: 0 }],
};
const lesson = (id: string): Lesson =>
  lessonSchema.parse({ ...frame, id, chapter: 'Basics', claim: 'It is so.', text: ['Because.'] });
const scenario = scenarioSchema.parse(frame);
const refused = { name: 'torn.json', ok: false as const, problems: [] };

describe('what can be opened', () => {
  const entries = entriesOf({
    course: [lesson('one'), lesson('two')],
    workshop: { name: 'friday', files: [refused, { name: 'a b.json', ok: true, scenario }], leftOut: 0 },
    opened: [{ name: 'a b.json', ok: true, scenario }, refused],
  });

  it('is the course, the workshop and the files, each under an id of its own; not what was refused', () => {
    expect(entries.map(({ id }) => id)).toEqual(['one', 'two', 'workshop/a b.json', 'file/a b.json']);
    expect(entries.map(({ chapter }) => chapter)).toEqual([
      'Basics',
      'Basics',
      'Workshop: friday',
      'Opened files',
    ]);
  });

  it('has an address that leads back to it, whatever a file is called', () => {
    for (const id of ['one', 'file/a b.json', 'file/100%.json', 'workshop/ä#?.json'])
      expect(idIn(addressOf(id))).toBe(id);
    expect(idIn('#/lessons')).toBeNull();
    expect(idIn('#/lessons/')).toBeNull();
    expect(idIn('#/lessons/100%')).toBe('100%');
  });

  it('has neighbours, over the chapters', () => {
    expect(neighboursOf(entries, 'two')).toEqual({ before: entries[0], after: entries[2] });
    expect(neighboursOf(entries, 'one').before).toBeNull();
    expect(neighboursOf(entries, 'gone')).toEqual({ before: null, after: null });
  });
});
