import { describe, expect, it } from 'vitest';
import { eventViewAt } from '../../history/folds/verdicts.ts';
import { createLog, type EventLog, receive } from '../../history/log/event-log.ts';
import { messageOf } from '../../history/sample-log.test-helper.ts';
import { burstsOf, playTraffic, sampleHues } from '../../history/traffic.test-helper.ts';
import { axisOf } from './axis.ts';
import { buildScene, burstSince } from './build-scene.ts';
import { metricsOf, scrollWithin } from './metrics.ts';
import { fitted, panned, scrolled } from './moves.ts';
import { shortPathOf } from './request-rows.ts';
import type { Scene } from './scene.ts';
import { follow, startViewport, type Viewport } from './viewport.ts';

const logWith = (count: number, together: number): EventLog =>
  receive(createLog(), messageOf(playTraffic(burstsOf(count, together), sampleHues)));

const measure = (text: string) => text.length * 6;

function sceneOf(log: EventLog, change: (view: Viewport, scene: Scene) => Viewport = (view) => view): Scene {
  const metrics = metricsOf(log, 800, 400, 1);
  const axis = axisOf(log, 'steps');
  const lay = (view: Viewport) => buildScene(log, scrollWithin(view, metrics), axis, metrics, measure);
  const first = lay(follow(startViewport, axis, 800 - metrics.gutter, burstSince(log)));
  return lay(change(first.view, first));
}

const burst = logWith(9, 5);

describe('the lanes of requests', () => {
  it('show each step with the version it loaded or wrote', () => {
    const row = sceneOf(burst).requestRows.at(-1);
    expect(row?.boxes.map(({ segment, tag }) => [segment.step, tag?.text ?? null])).toEqual([
      ['load', 'v1'],
      ['work', null],
      ['save', expect.stringMatching(/^v\d$/)],
      ['respond', null],
    ]);
  });

  it('name the browser where its lanes begin', () => {
    const rows = sceneOf(burst).requestRows;
    expect(rows.map(({ name }) => name).filter((name) => name !== null)).toEqual([
      'alice',
      'bob',
      'carol',
      'dave',
      'alice',
    ]);
  });

  it('of requests from outside are nobody’s: they have a name and no browser’s colour', () => {
    const events = playTraffic(burstsOf(3, 1), sampleHues).filter(
      (event) => event.type !== 'sent' || event.request !== '2',
    );
    const log = receive(createLog(), messageOf(events.map((event, seq) => ({ ...event, seq }))));
    const rows = sceneOf(log).requestRows.map(({ label, name, hue }) => ({ label, name, hue }));
    expect(rows).toContainEqual({ label: '#2', name: 'outside', hue: -1 });
    expect(rows.filter(({ hue }) => hue >= 0)).toHaveLength(2);
    const arrived = log.events.find((event) => event.type === 'arrived' && event.request === '2');
    expect(eventViewAt(log, arrived?.seq ?? -1)).toMatchObject({ browser: 'outside', hue: -1 });
  });

  it('say what was asked for, without the work that is drawn anyway', () => {
    expect(['/views?work=30', 'http://127.0.0.1:1/big?kb=8&work=5', '/me', '//'].map(shortPathOf)).toEqual([
      '/views',
      '/big?kb=8',
      '/me',
      '/',
    ]);
  });

  it('are laid out only as far as they are in sight', () => {
    const many = logWith(3000, 1000);
    const { requestRows, metrics } = sceneOf(many);
    expect(requestRows.length).toBeLessThanOrEqual(metrics.requests.height / metrics.rowHeight + 2);
    expect(requestRows.at(-1)?.lane.ordinal).toBe(2999);
  });

  it('cut no version at their left, and draw none over the stroke of a response', () => {
    const many = logWith(400, 20);
    for (let px = 0; px < 300; px += 7) {
      const { requestRows, sessionRows, metrics } = sceneOf(many, panned(-px));
      const tags = requestRows.flatMap(({ boxes }) => {
        const responses = boxes.filter(({ segment }) => segment.step === 'respond');
        return boxes.flatMap(({ tag }) => (tag === null || tag.isInside ? [] : [{ ...tag, responses }]));
      });
      for (const { x, width, responses } of tags) {
        expect(x).toBeGreaterThanOrEqual(metrics.gutter);
        expect(responses.filter((response) => response.x > x && response.x < x + width)).toEqual([]);
      }
      for (const { x, label } of sessionRows.flatMap(({ marks }) => marks))
        if (label !== null) expect(x).toBeGreaterThanOrEqual(metrics.gutter);
    }
  });

  it('draw one box for steps that fall on the same px', () => {
    const boxesOf = (scene: Scene) => scene.requestRows.flatMap(({ boxes }) => boxes).length;
    const many = logWith(3000, 20);
    const fit = sceneOf(many, fitted);
    const rowsWithSteps = fit.requestRows.filter(({ boxes }) => boxes.length > 0).length;
    expect(boxesOf(fit)).toBeLessThan(rowsWithSteps * 3.5);
  });
});

describe('a lost write on screen', () => {
  it('is marked in the request’s lane and in the session’s, with a thread to what overwrote it', () => {
    const { requestRows, requestThreads, sessionRows } = sceneOf(burst);
    const lost = requestRows.flatMap(({ boxes }) => boxes).filter(({ loss }) => loss !== null);
    const marked = sessionRows.flatMap(({ marks }) => marks).filter(({ loss }) => loss !== null);
    expect(lost).toHaveLength(3);
    expect(marked).toHaveLength(3);
    expect(requestThreads).toHaveLength(3);
    expect(requestThreads.every(({ x1, x2 }) => x1 < x2)).toBe(true);
  });
});

describe('the lanes of sessions', () => {
  it('show no more marks than there are px, however many versions there are', () => {
    const { sessionRows } = sceneOf(logWith(6000, 20), fitted);
    expect(sessionRows.length).toBeGreaterThan(0);
    for (const { marks, history } of sessionRows) {
      expect(history.entries.length).toBeGreaterThan(1000);
      expect(marks.length).toBeLessThan(600);
    }
  });
});

describe('looking elsewhere', () => {
  it('brings the lanes of that time into sight when one pans', () => {
    const many = logWith(400, 20);
    const { requestRows, metrics } = sceneOf(many, panned(-3000));
    const inSight = requestRows.filter(({ from, to }) => to > metrics.gutter && from < metrics.width);
    expect(inSight.length).toBeGreaterThan(0);
  });

  it('brings the time of those lanes into sight when one scrolls', () => {
    const many = logWith(400, 20);
    const { requestRows, metrics } = sceneOf(many, scrolled(-4000, 100));
    const inSight = requestRows.filter(({ from, to }) => to > metrics.gutter && from < metrics.width);
    expect(inSight.length).toBeGreaterThan(0);
  });

  it('takes the newest burst whole: what was fired together, and what overlaps it', () => {
    expect(burstSince(burst)).toBe(burst.lanes.lanes[4]?.from);
  });
});

describe('a scene up to an instant', () => {
  const whole = sceneOf(burst);
  const lossAt =
    whole.sessionRows.flatMap(({ marks }) => marks).find(({ loss }) => loss !== null)?.loss?.seq ?? -1;
  const until = (seq: number) => {
    const at = burst.events.find((event) => event.seq === seq)?.at ?? -1;
    return buildScene(burst, whole.view, whole.axis, whole.metrics, measure, { seq, at });
  };
  const lost = ({ requestRows, sessionRows }: Scene) =>
    [...requestRows.flatMap(({ boxes }) => boxes), ...sessionRows.flatMap(({ marks }) => marks)].filter(
      ({ loss }) => loss !== null,
    ).length;

  it('strikes a write through when it is overwritten, and not before', () => {
    expect(lossAt).toBeGreaterThan(0);
    expect(lost(until(lossAt - 1))).toBeLessThan(lost(until(lossAt)));
    const { requestThreads, sessionThreads } = until(lossAt - 1);
    expect(requestThreads.length + sessionThreads.length).toBeLessThan(
      until(lossAt).requestThreads.length + until(lossAt).sessionThreads.length,
    );
  });

  it('has no lane, step, version or end that is still to come', () => {
    const scene = until(lossAt - 1);
    const at = burst.events.find(({ seq }) => seq === lossAt - 1)?.at ?? -1;
    const { requestRows, sessionRows } = scene;
    expect(requestRows.every(({ lane, end }) => lane.from <= at && (end === null || end.end.at <= at))).toBe(
      true,
    );
    const boxes = requestRows.flatMap((row) => row.boxes);
    expect(boxes.every(({ segment }) => segment.from <= at && (segment.to ?? 0) <= at)).toBe(true);
    expect(boxes.some(({ isOpen }) => isOpen)).toBe(true);
    expect(sessionRows.flatMap(({ marks }) => marks).every(({ entry }) => entry.seq < lossAt)).toBe(true);
  });
});
