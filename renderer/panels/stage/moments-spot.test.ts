import { describe, expect, it } from 'vitest';
import { load, logOf, save } from '../../history/sample-log.test-helper.ts';
import { momentsOf, spotAt } from './moments.ts';
import { oneVisit } from './one-visit.test-helper.ts';

const log = logOf(oneVisit);
const moments = momentsOf(log);
const spotOf = (type: string) => spotAt(log, moments, moments.find((one) => one.type === type)?.seq ?? -1);

describe('the spotlight', () => {
  it('says what happened, and whose it was', () => {
    expect(spotOf('sent')).toMatchObject({
      sentence: expect.stringMatching(/alice sends/),
      browser: 'alice',
    });
  });

  it('falls on the panel that changed since the moment before, and on no other', () => {
    expect(spotOf('jar')).toMatchObject({ cookies: true, store: false });
    expect(spotOf('changed')).toMatchObject({ cookies: false, store: false });
  });

  it('is on what was lost, at the write that undoes it', () => {
    const [first, second] = [
      { views: 2, by: 'A' },
      { views: 2, by: 'B' },
    ];
    const racing = logOf([
      ...load('A', [1, { views: 1 }]),
      ...load('B', [1, { views: 1 }]),
      ...save('A', first, { base: 1, before: [1, { views: 1 }], version: 2 }),
      ...save('B', second, { base: 1, before: [2, first], version: 3 }),
    ]);
    const writes = racing.events.filter(
      (event) => event.type === 'store-answered' && event.operation === 'set',
    );
    const spots = writes.map(({ seq }) => spotAt(racing, [], seq));
    expect(spots.map((spot) => spot?.isLoss)).toEqual([false, true]);
    expect(spots[1]?.sentence).toMatch(/without having read it/);
  });

  it('falls on nothing in an empty log', () => {
    expect(spotAt(logOf([]), [], -1)).toBeNull();
  });
});
