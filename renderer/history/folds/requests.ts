import { firstAfter } from '../../../server/contract/first-after.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Lane, LaneEnd, Segment } from '../log/lane.ts';
import { hueOf } from './jars.ts';
import type { Loss } from './losses.ts';
import { lossesOfRequest } from './losses-of.ts';

/** A request as it stood at a cursor: what had not happened by then is not in it. */
export type RequestView = Omit<Lane, 'status' | 'end' | 'to' | 'lastSeq'> & {
  readonly hue: number;
  readonly status: number | null;
  readonly end: LaneEnd | null;
  /** Versions it loaded, and versions it wrote, in order. */
  readonly loaded: readonly number[];
  readonly wrote: readonly number[];
  /** Its writes that were lost, and the writes of others that it undid. */
  readonly lost: readonly Loss[];
  readonly undid: readonly Loss[];
};

/** That request at `seq`; undefined when it had not begun. */
export function requestAt(log: EventLog, request: string, seq: number): RequestView | undefined {
  const lane = log.lanes.byRequest.get(request);
  if (!lane || lane.firstSeq > seq) return undefined;
  const { to: _to, lastSeq: _lastSeq, status, end, ...rest } = lane;
  const segments = lane.segments.filter(({ fromSeq }) => fromSeq <= seq).map((one) => segmentAt(one, seq));
  return {
    ...rest,
    hue: hueOf(log, lane.browser),
    segments,
    marks: lane.marks.filter((mark) => mark.seq <= seq),
    verdicts: lane.verdicts.filter((verdict) => verdict.seq <= seq),
    status: status && status.seq <= seq ? status.code : null,
    end: end && end.seq <= seq ? end : null,
    loaded: versionsOf(segments, 'load'),
    wrote: versionsOf(segments, 'save'),
    ...lossesOfRequest(log, lane, seq),
  };
}

const segmentAt = (segment: Segment, seq: number): Segment =>
  segment.toSeq === null || segment.toSeq <= seq
    ? segment
    : { ...segment, to: null, toSeq: null, version: null, error: null };

const versionsOf = (segments: readonly Segment[], step: Segment['step']): number[] =>
  segments.flatMap((one) => (one.step === step && one.version !== null ? [one.version] : []));

/** The request's lanes that had begun by `seq`, newest first, at most `limit`. */
export function newestLanes(log: EventLog, seq: number, limit = 100): Lane[] {
  const { lanes, firstLane } = log.lanes;
  const after = firstAfter(lanes, seq, ({ firstSeq }) => firstSeq, firstLane);
  return lanes.slice(Math.max(firstLane, after - limit), after).reverse();
}
