import { describe, expect, it } from 'vitest';
import type { RaceLook } from '../../../../server/contract/races/races.ts';
import { load, logged, messageOf, save, sessionText } from '../../../history/sample-log.test-helper.ts';
import { logOfLook, positionOfSeq, seqOfPosition, sinceOf, wordsAt } from './moments.ts';

const stepTime = 10_000;
const at =
  (time: number) =>
  <Body extends object>(body: Body) => ({ ...body, at: time * stepTime });
const first = { apples: 1 };
const texts = (data: object) => ({ 'sid-1': sessionText(data) });

/** A visit before the race, then A.load and A.save, two events each. */
const look: RaceLook = {
  steps: [
    { label: 'A.load', request: 'A', kind: 'load', before: texts({}), after: texts({}), seq: 3 },
    { label: 'A.save', request: 'A', kind: 'save', before: texts({}), after: texts(first), seq: 5 },
  ],
  choices: [],
  reachable: [],
  outcome: 0,
  log: messageOf(
    logged([
      ...save('V', {}, { base: null, before: null, version: 1 }).map(at(0)),
      ...load('A', [1, {}]).map(at(1)),
      ...save('A', first, { base: 1, before: [1, {}], version: 2 }).map(at(2)),
    ]),
  ),
};

describe('the moments of a schedule', () => {
  it('are the ends of its steps; before the first the race is about to begin', () => {
    expect([0, 1, 2].map((position) => seqOfPosition(look, position))).toEqual([1, 3, 5]);
  });

  it('are told from an event in between: what was not ended was not made', () => {
    expect([0, 1, 2, 3, 4, 5].map((seq) => positionOfSeq(look, seq))).toEqual([0, 0, 0, 1, 1, 2]);
  });

  it('without a step are the end of what came before', () => {
    expect(seqOfPosition({ ...look, steps: [] }, 0)).toBe(5);
  });

  it('come as a log that the timeline can draw, the same each time', () => {
    const { log } = logOfLook(look);
    expect(log.lanes.byRequest.get('A')?.segments.map(({ step }) => step)).toEqual(['load', 'save']);
    expect(logOfLook(look).log).toBe(log);
  });
});

describe('a step', () => {
  it('is told in words, and held against the end of the one before', () => {
    expect(wordsAt(look, 0)).toBe('The race is about to begin.');
    expect(wordsAt(look, 2)).toMatch(/^A writes its whole copy/);
    expect([0, 1, 2].map((position) => sinceOf(look, position))).toEqual([1, 1, 3]);
  });
});
