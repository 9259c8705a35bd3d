import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLog, receive } from '../../history/log/event-log.ts';
import { load, logOf, messageOf } from '../../history/sample-log.test-helper.ts';
import { burstsOf, playTraffic, sampleHues } from '../../history/traffic.test-helper.ts';
import { axisOf } from './axis.ts';
import { columnOf, createColumns, extendColumns, timeOfColumn } from './columns.ts';

const traffic = playTraffic(burstsOf(60, 5), sampleHues);
const columnsOf = (...bodies: Parameters<typeof logOf>) => {
  const columns = createColumns();
  extendColumns(columns, logOf(...bodies));
  return columns;
};
const work = (request: string, phase: 'start' | 'end', at: number) =>
  ({ type: 'work', request, phase, at }) as const;

describe('the axis of steps', () => {
  it('gives a step of 40 µs the same width as one of 30 ms', () => {
    const [asked, answered] = load('1', null).map((body, i) => ({ ...body, at: i * 40 }));
    if (!asked || !answered) throw new Error('no load');
    const columns = columnsOf([asked, answered, work('1', 'start', 60), work('1', 'end', 30_060)]);
    expect([0, 40, 30_060].map((at) => columnOf(columns, at))).toEqual([0, 1, 2]);
  });

  it('draws a step that begins right after the one before in the same column, but not another request’s', () => {
    const own = columnsOf([work('1', 'start', 0), work('1', 'end', 9), work('1', 'start', 20)]);
    expect(own.starts).toEqual([0, 9]);
    const others = columnsOf([work('1', 'start', 0), work('1', 'end', 9), work('2', 'start', 20)]);
    expect(others.starts).toEqual([0, 9, 20]);
  });

  it('shows a wait between two steps of a request', () => {
    const columns = columnsOf([work('1', 'start', 0), work('1', 'end', 9), work('1', 'start', 4000)]);
    expect(columns.starts).toEqual([0, 9, 4000]);
  });

  it('is the same whether the log came at once or piece by piece', () => {
    const whole = createColumns();
    extendColumns(whole, receive(createLog(), messageOf(traffic)));
    const pieces = createColumns();
    let log = createLog();
    for (let i = 0; i < traffic.length; i += 17) {
      log = receive(log, messageOf(traffic.slice(i, i + 17)));
      extendColumns(pieces, log);
    }
    expect(pieces).toEqual(whole);
  });

  it('never runs backwards, and a place leads back to its time', () => {
    const axis = axisOf(receive(createLog(), messageOf(traffic)), 'steps');
    const end = traffic.at(-1)?.at ?? 0;
    const time = fc.integer({ min: 0, max: end });
    fc.assert(
      fc.property(time, time, (one, other) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        return axis.positionOf(early) <= axis.positionOf(late);
      }),
    );
    fc.assert(
      fc.property(time, (at) => {
        const position = axis.positionOf(at);
        return Math.abs(axis.positionOf(axis.timeOf(position)) - position) < 1e-6;
      }),
    );
  });

  it('keeps every column’s number when the oldest are forgotten', () => {
    let log = receive(createLog(), messageOf(traffic));
    const columns = createColumns();
    extendColumns(columns, log);
    const at = traffic[Math.floor(traffic.length * 0.9)]?.at ?? 0;
    const before = columnOf(columns, at);
    log = receive(log, messageOf([], { first: Math.floor(traffic.length * 0.8) }));
    extendColumns(columns, log);
    expect(columns.base).toBeGreaterThan(0);
    expect(columnOf(columns, at)).toBe(before);
    expect(timeOfColumn(columns, before)).toBeGreaterThanOrEqual(at);
  });
});
