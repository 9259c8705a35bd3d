import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPulse, readPulse } from './pulse.ts';
import { createWatchdog, silenceBetween } from './watchdog.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
afterEach(() => void vi.useRealTimers());

function watched() {
  const pulse = createPulse();
  const told: string[] = [];
  const watchdog = createWatchdog({
    signs: () => readPulse(pulse),
    time: () => null,
    processBytes: () => 0,
    unresponsiveAfter: 1000,
    memory: 100,
    onUnresponsive: () => told.push('unresponsive'),
    onOutOfMemory: () => told.push('out of memory'),
  });
  const cells = new BigInt64Array(pulse, 0, 3);
  const beat = (bytes = 0) => {
    Atomics.store(cells, 1, BigInt(bytes));
    Atomics.add(cells, 0, 1n);
  };
  return { watchdog, told, beat };
}

describe('the watchdog', () => {
  it('waits until the worker has begun to live', () => {
    const { watchdog, told } = watched();
    vi.advanceTimersByTime(10_000);
    expect([watchdog.silentFor(), told]).toEqual([0, []]);
  });

  it('counts how long the worker is silent, and barks when that is too long', () => {
    const { watchdog, told, beat } = watched();
    beat();
    vi.advanceTimersByTime(550);
    expect(watchdog.silentFor()).toBe(500);
    beat();
    vi.advanceTimersByTime(50);
    expect(watchdog.silentFor()).toBe(0);
    vi.advanceTimersByTime(1050);
    expect(told).toEqual(['unresponsive']);
  });

  it('does not hold against the worker that this thread, or the machine, slept', () => {
    const { watchdog, told, beat } = watched();
    beat();
    vi.advanceTimersByTime(50);
    vi.setSystemTime(Date.now() + 60_000);
    const slept = performance.now() + 60_000;
    vi.spyOn(performance, 'now').mockReturnValue(slept);
    vi.advanceTimersByTime(50);
    expect(watchdog.silentFor()).toBe(100);
    expect(told).toEqual([]);
    vi.restoreAllMocks();
  });

  it('barks at a worker that says itself how much it uses', () => {
    const { told, beat } = watched();
    beat(99 * 1024 * 1024);
    vi.advanceTimersByTime(50);
    expect(told).toEqual([]);
    beat(101 * 1024 * 1024);
    vi.advanceTimersByTime(50);
    expect(told).toEqual(['out of memory']);
  });

  it('looks no more when it is stopped', () => {
    const { watchdog, told, beat } = watched();
    beat();
    watchdog.stop();
    vi.advanceTimersByTime(10_000);
    expect(told).toEqual([]);
  });
});

describe('what counts as silence between two looks', () => {
  const before = { ran: 1000, queued: 500, isRunnable: true };
  it.each([
    ['it ran all the time', { ran: 1050, queued: 500, isRunnable: true }, 50, 50],
    ['it ran in one part, and waits for a CPU', { ran: 1010, queued: 500, isRunnable: true }, 50, 10],
    ['it slept', { ran: 1000, queued: 500, isRunnable: false }, 50, 50],
    ['it slept after it had waited for a CPU', { ran: 1010, queued: 530, isRunnable: false }, 50, 20],
    ['a wait of before is over', { ran: 1000, queued: 900, isRunnable: false }, 50, 0],
    ['it slept, and so did who looks', { ran: 1000, queued: 500, isRunnable: false }, 60_000, 100],
    ['it ran while who looks slept', { ran: 1700, queued: 500, isRunnable: true }, 700, 700],
    ['nobody tells', null, 50, 50],
  ])('%s', (_, after, passed, silence) => {
    expect(silenceBetween(before, after, passed)).toBe(silence);
  });
});
