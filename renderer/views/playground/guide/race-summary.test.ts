import { describe, expect, it } from 'vitest';
import { createLog, type EventLog, receive } from '../../../history/log/event-log.ts';
import { messageOf } from '../../../history/sample-log.test-helper.ts';
import { type Planned, playTraffic } from '../../../history/traffic.test-helper.ts';
import { guideStep } from './guide-steps.ts';
import { raceSummary, summaryWords } from './race-summary.ts';

const visit = (request: string, at: number, about: Partial<Planned> = {}): Planned => ({
  request,
  browser: 'alice',
  at,
  work: 30_000,
  writes: true,
  ...about,
});
const logOfTraffic = (...planned: Planned[]): EventLog =>
  receive(createLog(), messageOf(playTraffic(planned, { alice: 0 })));
const end = Number.MAX_SAFE_INTEGER;
const first = visit('1', 0);
const group = { group: 'g' };
const three = [1, 2, 3].map((n) => visit(String(n + 1), 100_000 + n * 100, group));

describe('how the requests fired last fared', () => {
  it('counts the writes that were lost', () => {
    const summary = raceSummary(logOfTraffic(first, ...three), end);
    expect(summary).toMatchObject({ writes: 3, lost: 2 });
    expect(summary && summaryWords(summary)).toBe('2 of 3 writes were lost.');
  });
  it('says so when all are kept, because they did not overlap', () => {
    const apart = [1, 2].map((n) => visit(String(n + 1), n * 100_000, group));
    const summary = raceSummary(logOfTraffic(first, ...apart), end);
    expect(summary && summaryWords(summary)).toBe('All 2 writes are kept.');
  });
  it('says why nothing was lost when nothing was shared', () => {
    const strangers = ['alice', 'bob'].map((browser, n) =>
      visit(String(n + 2), 100_000 + n, { ...group, browser }),
    );
    const log = receive(createLog(), messageOf(playTraffic(strangers, { alice: 0, bob: 1 })));
    const summary = raceSummary(log, end);
    expect(summary && summaryWords(summary)).toBe(
      'All 2 writes are kept: each went to a session of its own.',
    );
  });
  it('says nothing about a request that was sent alone', () => {
    expect(raceSummary(logOfTraffic(first), end)).toBeNull();
  });
  it('tells the same wherever in the race the cursor stands', () => {
    const log = logOfTraffic(first, ...three);
    const asOneBegins = log.events.find((event) => event.type === 'sent' && event.request === '2')?.seq ?? -1;
    expect(raceSummary(log, asOneBegins)).toEqual(raceSummary(log, end));
  });
  it('is about the race that the cursor is at, not a later one', () => {
    const later = [1, 2].map((n) => visit(`L${n}`, 900_000 + n * 100_000, { group: 'later' }));
    const log = logOfTraffic(first, ...three, ...later);
    const inTheFirst = log.events.find((event) => event.type === 'sent' && event.request === '3')?.seq ?? -1;
    expect(raceSummary(log, inTheFirst)?.lost).toBe(2);
    expect(raceSummary(log, end)?.lost).toBe(0);
  });
});

describe('the first steps', () => {
  it('begin with a session, where a reset left none', () => {
    expect(guideStep(createLog(), 0, 'live', null).step).toBe('begin');
  });
  it('begin with firing, go on to the loss, and end with its reason', () => {
    expect(guideStep(logOfTraffic(first), 0, 'live', null).step).toBe('fire');
    const log = logOfTraffic(first, ...three);
    const look = guideStep(log, end, 'live', null);
    expect(look.step).toBe('look');
    const seq = look.step === 'look' ? look.loss.seq : -1;
    expect(guideStep(log, seq, seq, null).step).toBe('read');
  });
  it('say so when nothing was lost', () => {
    const readers = three.map((one) => ({ ...one, writes: false }));
    const step = guideStep(logOfTraffic(first, ...readers), end, 'live', null);
    expect(step).toEqual({ step: 'no loss', strangers: false });
  });
});
