import type { BrowserEventBody } from '../../../server/contract/events/events.ts';
import type { From } from '../../../server/contract/hosts.ts';
import type { Verdict } from '../../../server/contract/verdicts/verdict.ts';

export const steps = ['load', 'work', 'save', 'touch', 'destroy', 'respond'] as const;
export type Step = (typeof steps)[number];

/** One step of a request. Times in µs; `to` and `toSeq` are null while it is under way. */
export type Segment = {
  readonly step: Step;
  readonly from: number;
  readonly fromSeq: number;
  to: number | null;
  toSeq: number | null;
  readonly sid: string | null;
  /** What a load found or a save wrote: the stored version's number. Null while unknown, and when there is none. */
  version: number | null;
  /** The version that the request's copy came from, for a save. */
  readonly base: number | null;
  error: string | null;
};

/** Something at one instant of a request. */
export type LaneMark = {
  readonly type: 'set-cookie' | 'cookie-refused';
  readonly seq: number;
  readonly at: number;
};

export type LaneVerdict = { readonly seq: number; readonly at: number; readonly verdict: Verdict };

export type LaneEnd = {
  readonly type: 'received' | 'aborted' | 'failed';
  readonly seq: number;
  readonly at: number;
  readonly message: string | null;
};

/** All that is known of one request, growing with the log. `ordinal` counts requests from 0 over the whole log. */
export type Lane = {
  readonly request: string;
  readonly ordinal: number;
  readonly from: number;
  readonly firstSeq: number;
  /** µs and seq of its newest event. */
  to: number;
  lastSeq: number;
  browser: string | null;
  /** Which app it was sent to. */
  app: string;
  /** The host that it went to; null for the lab's own. */
  host: string | null;
  /** The page that caused it. */
  cause: From | null;
  method: string;
  url: string;
  group: string | null;
  redirectOf: string | null;
  mode: Extract<BrowserEventBody, { type: 'sent' }>['mode'] | null;
  readonly segments: Segment[];
  readonly marks: LaneMark[];
  readonly verdicts: LaneVerdict[];
  status: { readonly seq: number; readonly code: number } | null;
  end: LaneEnd | null;
};

/** Who made a call of the store. */
export const callerLabel = ({
  request,
  byHand,
  isFromOutside,
}: {
  request: string | null;
  byHand?: boolean;
  isFromOutside?: boolean;
}): string =>
  isFromOutside === true ? 'somebody outside' : byHand === true ? 'an edit by hand' : requestLabel(request);

/** How a request is called on screen: `#3`, or the name it was given. */
export const requestLabel = (request: string | null): string =>
  request === null ? 'something outside a request' : /^\d/.test(request) ? `#${request}` : request;
