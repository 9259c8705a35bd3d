import type { Loss } from '../../history/folds/losses.ts';
import type { EventLog } from '../../history/log/event-log.ts';
import type { Lane, LaneEnd, LaneMark, Segment } from '../../history/log/lane.ts';
import type { SessionHistory, StoreEntry } from '../../history/log/session-index.ts';
import type { Axis } from './axis.ts';
import type { AxisFlag } from './axis-flags.ts';
import type { Metrics } from './metrics.ts';
import type { Tick, Viewport } from './viewport.ts';

/** Short text beside or inside a box. `isInside` is drawn on the box itself. */
export type Tag = {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly isInside: boolean;
};

/** One step of a request on screen. All x and y are px in the canvas. */
export type Box = {
  readonly segment: Segment;
  readonly x: number;
  readonly width: number;
  readonly tag: Tag | null;
  readonly loss: Loss | null;
  readonly isFailed: boolean;
  /** Still under way. */
  readonly isOpen: boolean;
};

export type RequestRow = {
  readonly lane: Lane;
  readonly y: number;
  readonly hue: number;
  /** The browser's name, in the first of its rows that follow each other. */
  readonly name: string | null;
  readonly label: string;
  readonly method: string;
  readonly path: string;
  /** From sending to the whole response. */
  readonly from: number;
  readonly to: number;
  readonly boxes: readonly Box[];
  readonly marks: ReadonlyArray<{ readonly mark: LaneMark; readonly x: number }>;
  readonly end: { readonly x: number; readonly end: LaneEnd } | null;
};

/** One change of a stored session. Without `label` there was room for a stroke only. */
export type VersionMark = {
  readonly entry: StoreEntry;
  readonly x: number;
  readonly width: number;
  readonly label: string | null;
  readonly hue: number;
  readonly loss: Loss | null;
};

export type SessionRow = {
  readonly history: SessionHistory;
  readonly y: number;
  readonly label: string;
  /** Stretches in which it was stored. */
  readonly lives: ReadonlyArray<readonly [from: number, to: number]>;
  readonly marks: readonly VersionMark[];
};

/** From a lost write to the one that overwrote it. `under` bends below a row, `aside` right of two rows. */
export type Thread = {
  readonly bend: 'aside' | 'under';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
};

/** Everything in sight, laid out. */
export type Scene = {
  readonly log: EventLog;
  readonly view: Viewport;
  readonly axis: Axis;
  readonly metrics: Metrics;
  readonly requestRows: readonly RequestRow[];
  readonly sessionRows: readonly SessionRow[];
  readonly requestThreads: readonly Thread[];
  readonly sessionThreads: readonly Thread[];
  readonly axisFlags: readonly AxisFlag[];
  readonly ticks: readonly Tick[];
};

/** px that a text takes in the font of tags. */
export type Measure = (text: string) => number;
