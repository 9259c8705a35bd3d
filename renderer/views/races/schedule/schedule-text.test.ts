import { describe, expect, it } from 'vitest';
import { pageSentence } from '../../../page-problems.ts';
import { readSchedule, scheduleText } from './schedule-text.ts';

const requests = ['A', 'B'];

describe('a schedule as text', () => {
  it('comes back as it was copied', () => {
    const schedule = ['A.load', 'B.load', 'A.work'];
    expect(readSchedule(scheduleText(schedule), requests)).toEqual({ ok: true, schedule });
  });

  it.each(['["A.load","B.load"]', 'A.load, B.load', 'A.load → B.load', 'A.load\n\nB.load\n'])(
    'may be written as %j',
    (text) => {
      expect(readSchedule(text, requests)).toEqual({ ok: true, schedule: ['A.load', 'B.load'] });
    },
  );

  it.each([
    ['A.load C.load', '[1]', 'Step 2, “C.load”: there is no request C; there are A, B.'],
    ['A.jump', '[0]', 'Step 1, “A.jump”: jump is no step; steps are load, work, save, touch, destroy, read.'],
    ['A.load save', '[1]', 'Step 2, “save”: expected a request and its step, such as A.load.'],
    ['A.load A.load.x', '[1]', 'Step 2, “A.load.x”: expected a request and its step, such as A.load.'],
    [' , ', '', 'Paste labels such as A.load B.load A.work; there are none in this.'],
  ])('%j is refused at its place', (text, at, message) => {
    const read = readSchedule(text, requests);
    expect(read.ok ? null : [read.problem.at, pageSentence(read.problem)]).toEqual([at, message]);
  });
});
