import type { EventLog } from '../../history/log/event-log.ts';
import type { Axis } from './axis.ts';
import { axisFlagsOf } from './axis-flags.ts';
import { always, type Instant } from './instant.ts';
import type { Metrics } from './metrics.ts';
import { requestRowsOf } from './request-rows.ts';
import type { Measure, Scene } from './scene.ts';
import { sessionRowsOf } from './session-rows.ts';
import { requestThreadsOf, sessionThreadsOf } from './threads.ts';
import { ticksOf, timeAt, type Viewport } from './viewport.ts';

/** Lays out what is in sight, and nothing else; of what comes after `until` nothing. */
export function buildScene(
  log: EventLog,
  view: Viewport,
  axis: Axis,
  metrics: Metrics,
  measure: Measure,
  until: Instant = always,
): Scene {
  const frame = { log, view, axis, metrics, measure, until };
  const requestRows = requestRowsOf(frame);
  const sessionRows = sessionRowsOf(frame);
  const plotWidth = metrics.width - metrics.gutter;
  return {
    log,
    view,
    axis,
    metrics,
    requestRows,
    sessionRows,
    requestThreads: requestThreadsOf(frame, requestRows),
    sessionThreads: sessionThreadsOf(frame, sessionRows),
    axisFlags: axisFlagsOf(frame),
    ticks: ticksOf(view, axis, plotWidth, metrics.rowHeight * 4).filter(
      ({ x }) => timeAt(view, axis, x) <= until.at,
    ),
  };
}

/** Requests looked at when the newest burst is looked for. */
const burstAtMost = 300;

/** When the newest burst began (µs): the last request with all that overlap it or were fired with it. */
export function burstSince(log: EventLog): number {
  const { lanes, firstLane } = log.lanes;
  const last = lanes.at(-1);
  let since = last?.from ?? 0;
  for (let i = lanes.length - 2; i >= Math.max(firstLane, lanes.length - burstAtMost); i--) {
    const lane = lanes[i];
    if (!lane) break;
    const isTogether = lane.group !== null && lane.group === last?.group;
    if (!isTogether && lane.end !== null && lane.to < since) break;
    since = Math.min(since, lane.from);
  }
  return since;
}
