import { afterEach, expect, it } from 'vitest';
import { shiftDate } from './clock.ts';

const RealDate = Date;
const realTimer = setTimeout;
const day = 24 * 60 * 60 * 1000;

afterEach(() => shiftDate(0));

it('puts Date ahead, in each way of asking it for the time', () => {
  shiftDate(day);
  expect(Date.now() - RealDate.now()).toBeGreaterThan(day - 100);
  const made = new Date();
  expect(made.getTime() - RealDate.now()).toBeGreaterThan(day - 100);
  expect(made).toBeInstanceOf(RealDate);
  expect(new Date(0).getTime()).toBe(0);
});

it('counts each offset from the real time, not from the one before', () => {
  shiftDate(day);
  shiftDate(2 * day);
  expect(Math.abs(Date.now() - RealDate.now() - 2 * day)).toBeLessThan(100);
});

it('puts nothing in Date’s place at 0, and leaves the timers real', () => {
  expect(Date).toBe(RealDate);
  shiftDate(day);
  expect(setTimeout).toBe(realTimer);
  shiftDate(0);
  expect(Date).toBe(RealDate);
});
