import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Axis } from './axis.ts';
import {
  fitTo,
  follow,
  panBy,
  revealRow,
  revealTime,
  startViewport,
  timeAt,
  xOf,
  zoomAt,
} from './viewport.ts';

const axis: Axis = {
  type: 'steps',
  from: 0,
  to: 1000,
  positionOf: (at) => at,
  timeOf: (position) => position,
  units: { least: 0.01, most: 100, auto: [5, 24] },
};
const width = 500;
const still = { ...startViewport, isFollowing: false, isAuto: false, offset: 400, unit: 10 };

describe('zooming', () => {
  it('leaves what is under the pointer where it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: width }),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        (x, factor) => {
          const at = timeAt(still, axis, x);
          return Math.abs(xOf(zoomAt(still, axis, width, x, factor), axis, at) - x) < 1e-6;
        },
      ),
    );
  });

  it('stays at the newest while it follows', () => {
    const live = follow({ ...startViewport, isAuto: false }, axis, width, 0);
    const zoomed = zoomAt(live, axis, width, 100, 2);
    expect(xOf(zoomed, axis, axis.to)).toBeCloseTo(xOf(live, axis, axis.to));
    expect(zoomed.isFollowing).toBe(true);
  });

  it('has limits', () => {
    expect(zoomAt(still, axis, width, 0, 1e9).unit).toBe(100);
    expect(zoomAt(still, axis, width, 0, 1e-9).unit).toBe(0.01);
  });
});

describe('following', () => {
  it('shows the newest burst whole, at a width that can be read', () => {
    const view = follow(startViewport, axis, width, 960);
    expect(xOf(view, axis, 960)).toBeGreaterThanOrEqual(0);
    expect(xOf(view, axis, 1000)).toBeLessThanOrEqual(width);
    expect(follow(startViewport, axis, width, 0).unit).toBe(5);
  });

  it('ends when one moves away, and begins again at the end', () => {
    const live = follow(startViewport, axis, width, 960);
    const away = panBy(live, axis, width, -300);
    expect(away.isFollowing).toBe(false);
    expect(follow(away, axis, width, 960)).toBe(away);
    expect(panBy(away, axis, width, 5000).isFollowing).toBe(true);
  });
});

describe('moving', () => {
  it('never loses the log out of sight', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), (dx) => {
        const view = panBy(still, axis, width, dx);
        return xOf(view, axis, axis.from) < width && xOf(view, axis, axis.to) > 0;
      }),
    );
  });

  it('shows everything when asked to', () => {
    const view = fitTo(still, axis, width, axis.from, axis.to);
    expect(xOf(view, axis, axis.from)).toBeGreaterThanOrEqual(0);
    expect(xOf(view, axis, axis.to)).toBeLessThanOrEqual(width);
  });

  it('brings a time into sight, and stays where it is in sight already', () => {
    expect(revealTime(still, axis, width, 420)).toBe(still);
    const x = xOf(revealTime(still, axis, width, 700), axis, 700);
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(width);
  });

  it('scrolls a row into sight by the shortest way', () => {
    expect([revealRow(100, 150, 20, 100), revealRow(100, 40, 20, 100), revealRow(100, 300, 20, 100)]).toEqual(
      [100, 40, 220],
    );
  });
});
