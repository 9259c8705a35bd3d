import { mainApp } from '../../../server/contract/endpoints.ts';
import type { LogEvent } from '../../../server/contract/events/events.ts';
import type { Lane, Segment, Step } from './lane.ts';

/** Requests in the order of their first event. `firstLane` is the place of the oldest one still kept. */
export type LaneIndex = {
  readonly lanes: Lane[];
  firstLane: number;
  count: number;
  readonly byRequest: Map<string, Lane>;
  /** Store calls without an answer yet; numbers start anew in a fresh lab, so the newest call has the number. */
  readonly openCalls: Map<number, Segment>;
};

export const createLaneIndex = (): LaneIndex => ({
  lanes: [],
  firstLane: 0,
  count: 0,
  byRequest: new Map(),
  openCalls: new Map(),
});

const stepOf = { get: 'load', set: 'save', touch: 'touch', destroy: 'destroy' } as const;

const stepOfOperation = (operation: string): Step | undefined =>
  operation in stepOf ? stepOf[operation as keyof typeof stepOf] : undefined;

/** Takes one event into its request's lane. O(1). */
export function extendLanes(index: LaneIndex, event: LogEvent): void {
  if (event.type === 'lab-stopped') index.openCalls.clear();
  // It says something of requests, and is no part of them.
  if (event.type === 'anomaly') return;
  if (!('request' in event) || typeof event.request !== 'string') return;
  const lane = laneOf(index, event.request, event);
  lane.to = event.at;
  lane.lastSeq = event.seq;
  takeIn(index, lane, event);
}

function takeIn(index: LaneIndex, lane: Lane, event: LogEvent): void {
  switch (event.type) {
    case 'sent':
      Object.assign(lane, {
        browser: event.browser,
        app: event.app ?? mainApp,
        host: event.host ?? null,
        cause: event.from ?? null,
        method: event.method,
        url: event.url,
        group: event.group,
        redirectOf: event.redirectOf,
        mode: event.mode,
      });
      if (event.withheld.length > 0) addVerdicts(lane, event, event.withheld);
      return;
    case 'identified':
      lane.browser = event.browser;
      return;
    case 'arrived':
      lane.method ||= event.method;
      lane.url ||= event.url;
      return;
    case 'verdict':
      addVerdicts(lane, event, [event.verdict]);
      return;
    case 'store-called':
      openCall(index, lane, event);
      return;
    case 'store-answered':
      closeCall(index, event);
      return;
    case 'work':
      if (event.phase === 'start') lane.segments.push(segment('work', event, {}));
      else closeWork(lane, event);
      return;
    case 'headers':
      lane.status = { seq: event.seq, code: event.status };
      if (event.setCookie.length > 0) lane.marks.push({ type: 'set-cookie', seq: event.seq, at: event.at });
      return;
    case 'responded':
      lane.segments.push({ ...segment('respond', event, {}), to: event.at, toSeq: event.seq });
      return;
    case 'answered':
      lane.status = { seq: event.seq, code: event.status };
      return;
    case 'jar':
      addVerdicts(lane, event, event.verdicts);
      if (event.verdicts.some((verdict) => verdict.actual === 'refused'))
        lane.marks.push({ type: 'cookie-refused', seq: event.seq, at: event.at });
      return;
    case 'received':
      lane.end = { type: 'received', seq: event.seq, at: event.at, message: null };
      return;
    case 'aborted':
      lane.end ??= { type: 'aborted', seq: event.seq, at: event.at, message: null };
      return;
    case 'send-failed':
      lane.end = { type: 'failed', seq: event.seq, at: event.at, message: event.message };
      return;
    default:
  }
}

function laneOf(index: LaneIndex, request: string, event: LogEvent): Lane {
  const known = index.byRequest.get(request);
  if (known) return known;
  const lane: Lane = {
    request,
    ordinal: index.count++,
    from: event.at,
    firstSeq: event.seq,
    to: event.at,
    lastSeq: event.seq,
    browser: null,
    app: mainApp,
    host: null,
    cause: null,
    method: '',
    url: '',
    group: null,
    redirectOf: null,
    mode: null,
    segments: [],
    marks: [],
    verdicts: [],
    status: null,
    end: null,
  };
  index.lanes.push(lane);
  index.byRequest.set(request, lane);
  return lane;
}

const segment = (step: Step, event: LogEvent, about: Partial<Segment>): Segment => ({
  step,
  from: event.at,
  fromSeq: event.seq,
  to: null,
  toSeq: null,
  sid: null,
  version: null,
  base: null,
  error: null,
  ...about,
});

function openCall(index: LaneIndex, lane: Lane, event: Extract<LogEvent, { type: 'store-called' }>): void {
  const step = stepOfOperation(event.operation);
  if (step === undefined) return;
  const opened = segment(step, event, { sid: event.sid, base: event.base });
  lane.segments.push(opened);
  index.openCalls.set(event.call, opened);
}

function closeCall(index: LaneIndex, event: Extract<LogEvent, { type: 'store-answered' }>): void {
  const opened = index.openCalls.get(event.call);
  if (!opened) return;
  index.openCalls.delete(event.call);
  opened.to = event.at;
  opened.toSeq = event.seq;
  opened.version = event.operation === 'get' && event.found === null ? null : event.version;
  opened.error = event.error;
}

function closeWork(lane: Lane, event: LogEvent): void {
  const opened = lane.segments.findLast((one) => one.step === 'work' && one.to === null);
  if (!opened) return;
  opened.to = event.at;
  opened.toSeq = event.seq;
}

function addVerdicts(
  lane: Lane,
  { seq, at }: LogEvent,
  verdicts: readonly Lane['verdicts'][number]['verdict'][],
) {
  for (const verdict of verdicts) lane.verdicts.push({ seq, at, verdict });
}

/** Moves past lanes whose last event is older than `first`. Amortised O(1). */
export function passLanes(index: LaneIndex, first: number): void {
  while ((index.lanes[index.firstLane]?.lastSeq ?? Number.POSITIVE_INFINITY) < first) index.firstLane++;
}

/** Frees the lanes that were passed. */
export function forgetLanes(index: LaneIndex): void {
  for (const lane of index.lanes.splice(0, index.firstLane)) index.byRequest.delete(lane.request);
  index.firstLane = 0;
}
