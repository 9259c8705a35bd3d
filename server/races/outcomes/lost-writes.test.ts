import { describe, expect, it } from 'vitest';
import { lostWrites } from './lost-writes.ts';
import { createChangesOf, type Write } from './writes.ts';

const text = (data: object): string => JSON.stringify({ cookie: {}, ...data });
const changesOf = createChangesOf();
const write = (place: number, step: number, base: number, from: object, to: object): Write => ({
  step,
  place,
  sid: 's',
  text: text(to),
  isNew: false,
  base,
  changes: changesOf(text(from), text(to)),
});

const [one, two, three] = [{ views: 1 }, { views: 2 }, { views: 3 }];

describe('a write in a schedule', () => {
  it('is lost when it is not in the ancestry of what is stored, also where the number is the same', () => {
    const [a, b] = [write(0, 3, 0, one, two), write(1, 4, 1, one, two)];
    expect(lostWrites([a, b], []).lost).toEqual([{ write: a, over: b, path: 'views' }]);
  });

  it('is overwritten for a while where the last to save had read it: one of three is lost, not two', () => {
    const [a, b, c] = [write(0, 3, 0, one, two), write(1, 5, 1, one, two), write(2, 6, 4, two, three)];
    const { lost, back } = lostWrites([a, b, c], []);
    expect(lost).toEqual([{ write: b, over: c, path: 'views' }]);
    expect(back).toEqual([{ write: a, over: b, by: c, path: 'views' }]);
  });

  it('is not lost where the session was destroyed in between', () => {
    const [a, b] = [write(0, 3, 0, one, two), write(1, 5, 1, one, two)];
    expect(lostWrites([a, b], [{ step: 4, place: 2, sid: 's' }]).lost).toEqual([]);
  });
});
