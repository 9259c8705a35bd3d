import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventBody } from '../contract/events/events.ts';
import { defaultLabConfig } from '../contract/options/lab-config.ts';
import { alice, courseOf, newLog, truthIn, whole, worldOf } from './log.test-helper.ts';
import { createMerge } from './merge.ts';
import { requestOf, type TimedEvent } from './timed-event.ts';
import { createWorld, fold } from './world.ts';

const maxEvents = 300;
/** That many requests under way fit into what may be carried over a cut, so that none may be half there. */
const maxOpen = 2;

/** Each number is one thing that happens: a request begins or goes on, or a source is asked for its events. */
const happenings = fc.array(fc.record({ step: fc.nat(9), pick: fc.nat(9), sid: fc.nat(2) }), {
  minLength: 600,
  maxLength: 3000,
});
/** Number of sources, of which the first is the browsers and the last ends halfway. */
const sources = fc.integer({ min: 2, max: 5 });
const ownTypes = new Set(['sent', 'jar', 'received', 'browser-added', 'clock']);

describe('whatever happens in whatever order', () => {
  it('the log has no gap, is in order, within its bound, holds no half request, and leads to what is true', () => {
    fc.assert(
      fc.property(happenings, sources, (course, sourceCount) => {
        const log = newLog(maxEvents);
        const everything: TimedEvent[] = [];
        const merge = createMerge<TimedEvent>((ready) => {
          log.append(ready);
          expect(whole(log).length).toBeLessThanOrEqual(maxEvents);
        });
        const told = Array.from({ length: sourceCount }, () => ({
          lane: merge.join(0),
          events: [] as TimedEvent[],
        }));
        const drain = (place: number) => {
          const source = told[place % told.length];
          source?.lane.take(source.events.splice(0), time);
        };
        let time = 0;
        let count = 0;
        const happen = (event: EventBody) => {
          const timed = { ...event, at: ++time };
          everything.push(timed);
          const place = ownTypes.has(timed.type) ? 0 : 1 + (Number(requestOf(timed)) % (told.length - 1));
          told[place]?.events.push(timed);
        };
        happen(alice);
        const open: EventBody[][] = [];
        for (const [done, { step, pick, sid }] of course.entries()) {
          if (done === Math.floor(course.length / 2) && told.length > 2) {
            drain(told.length - 1);
            told.pop()?.lane.leave();
          }
          if (step === 0) {
            drain(pick);
          } else if (step === 1) {
            happen({ type: 'clock', offset: pick });
          } else if (open.length < maxOpen && step < 5) {
            open.push(courseOf(String(++count), `s${sid}`, count));
          } else {
            const request = open[pick % Math.max(1, open.length)];
            const next = request?.shift();
            if (next) happen(next);
            if (request?.length === 0) open.splice(open.indexOf(request), 1);
          }
        }
        for (const place of told.keys()) drain(place);
        expect(merge.heldCount()).toBe(0);

        const events = whole(log);
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, place) => log.first() + place));
        expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((a, b) => a - b));
        expect(log.horizon()?.droppedEvents ?? 0).toBe(log.first());
        expect(log.next()).toBe(everything.length);

        const kept = new Set(events.map(requestOf).filter((request) => request !== null));
        const complete = everything.filter((event) => kept.has(requestOf(event) ?? ''));
        const inLog = events.filter((event) => requestOf(event) !== null);
        expect(inLog.map(({ seq: _, ...event }) => event)).toEqual(complete);
        const all = new Set(everything.map(requestOf).filter((request) => request !== null));
        expect((log.horizon()?.droppedRequests ?? 0) + kept.size).toBe(all.size);

        const truth = createWorld({ config: defaultLabConfig() });
        for (const [seq, event] of everything.entries()) fold(truth, { ...event, seq });
        expect(truthIn(worldOf(log))).toEqual(truthIn(truth));
      }),
      { numRuns: 60 },
    );
  });
});
