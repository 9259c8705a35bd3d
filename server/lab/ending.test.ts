import { describe, expect, it } from 'vitest';
import { recordOf } from '../log/event-record.ts';
import { endingInWords } from './ending.ts';
import { createUnderWay } from './under-way.ts';

function underWayWith(...urls: string[]) {
  const underWay = createUnderWay();
  underWay.note(
    urls.map((url, i) =>
      recordOf({ type: 'arrived', request: String(i + 1), method: 'GET', url, cookie: null, at: i }),
    ),
  );
  return underWay;
}
const hung = { reason: 'unresponsive', ms: 2040 } as const;

describe('the message of an end', () => {
  it.each([
    [['/mine?work=5'], '1', 'The handler did not give control back for 2.0 s while GET /mine (#1) ran;'],
    [
      ['/views', '/mine'],
      null,
      'The handler did not give control back for 2.0 s while GET /mine (#2) was under way;',
    ],
    [
      ['/views'],
      null,
      'Code in the lab did not give control back for 2.0 s while GET /views (#1) was under way;',
    ],
    [[], null, 'Code in the lab did not give control back for 2.0 s; the lab'],
    [
      ['/mine', '/mine', '/mine', '/mine', '/mine'],
      null,
      'while GET /mine (#1), GET /mine (#2), GET /mine (#3) and 2 more were under way;',
    ],
  ])('with %j under way', (urls, entered, expected) => {
    expect(endingInWords(hung, underWayWith(...urls), entered)).toContain(expected);
  });

  it('does not name what is over', () => {
    const underWay = underWayWith('/mine', '/mine');
    underWay.note([
      recordOf({ type: 'responded', request: '1', status: 200, at: 5 }),
      recordOf({ type: 'aborted', request: '2', at: 6 }),
    ]);
    expect(underWay.all()).toEqual([]);
    expect(endingInWords(hung, underWay, '1')).toBe(
      'Code in the lab did not give control back for 2.0 s; the lab was stopped and started afresh.',
    );
  });
});
