import { describe, expect, it } from 'vitest';
import { createLog, receive } from '../../history/log/event-log.ts';
import { messageOf } from '../../history/sample-log.test-helper.ts';
import { burstsOf, playTraffic, sampleHues } from '../../history/traffic.test-helper.ts';
import { axisOf } from './axis.ts';
import { buildScene, burstSince } from './build-scene.ts';
import { describeTarget } from './describe.ts';
import { focusAfter } from './focus.ts';
import { metricsOf, scrollWithin } from './metrics.ts';
import { placeOfTarget } from './moves.ts';
import { isSameTarget, type Target, targetAt } from './target.ts';
import { follow, startViewport } from './viewport.ts';

const log = receive(createLog(), messageOf(playTraffic(burstsOf(9, 5), sampleHues)));
const metrics = metricsOf(log, 800, 400, 1);
const axis = axisOf(log, 'steps');
const view = follow(startViewport, axis, 800 - metrics.gutter, burstSince(log));
const scene = buildScene(log, scrollWithin(view, metrics), axis, metrics, (text) => text.length * 6);

const saves = scene.requestRows.flatMap(({ lane, boxes, y }) =>
  boxes.filter(({ segment }) => segment.step === 'save').map((box) => ({ lane, box, y })),
);
const lost = saves.find(({ box }) => box.loss !== null);
if (!lost) throw new Error('no lost save in sight');
const onLost: Target = { type: 'segment', lane: lost.lane, segment: lost.box.segment };

describe('what lies under the pointer', () => {
  it('is the step that is drawn there', () => {
    const found = targetAt(scene, lost.box.x + lost.box.width / 2, lost.y + 10);
    expect(isSameTarget(found?.target ?? null, onLost)).toBe(true);
  });

  it('is the request in its label, and nothing beside the lanes', () => {
    expect(targetAt(scene, 20, lost.y + 10)?.target.type).toBe('lane');
    expect(targetAt(scene, 20, 5)).toBeNull();
    expect(targetAt(scene, metrics.width - 2, lost.y + 10)).toBeNull();
  });

  it('is a version in a session’s lane', () => {
    const row = scene.sessionRows.find(({ marks }) => marks.length > 0);
    const mark = row?.marks[0];
    if (!row || !mark) throw new Error('no version in sight');
    const found = targetAt(scene, mark.x + 2, row.y + 10);
    expect(found?.target).toMatchObject({ type: 'version', entry: { seq: mark.entry.seq } });
  });

  it('is told in words, with its verdict and its loss', () => {
    const description = describeTarget(log, onLost);
    expect(description.title).toMatch(/^alice #\d: save, 90 µs$/);
    expect(description.lines).toContain('Saved: the session changed during the request.');
    expect(description.warnings.join(' ')).toMatch(/#\d saved over version \d without having read it/);
  });
});

describe('walking with the keys', () => {
  it('begins at the newest lane, goes along its steps, and up to the lane before', () => {
    const first = focusAfter(log, null, 'down');
    const load = focusAfter(log, first, 'right');
    const above = focusAfter(log, load, 'up');
    expect(first).toMatchObject({ type: 'lane', lane: { request: '9' } });
    expect(load).toMatchObject({ type: 'segment', segment: { step: 'load' } });
    expect(above).toMatchObject({ type: 'lane', lane: { request: '8' } });
  });

  it('goes on to the sessions below the last request, and stops at the ends', () => {
    const session = focusAfter(log, focusAfter(log, null, 'down'), 'down');
    expect(session).toMatchObject({ type: 'session', history: { sid: 'session-of-alice' } });
    const oldest: Target | undefined = log.lanes.lanes[0] && { type: 'lane', lane: log.lanes.lanes[0] };
    expect(oldest && focusAfter(log, oldest, 'up')).toBe(oldest);
  });

  it('knows where on screen the focus is', () => {
    expect(placeOfTarget(scene, onLost)).toEqual({ x: lost.box.x, y: lost.y });
  });
});
